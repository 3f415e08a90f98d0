import type { Change } from "../../endpoints/changes/change.ts";

/** `removed; it was "none" | "regular"`: follows the field's name and a colon. */
export function describeChange({ kind, side, was, now }: Change): string {
  switch (kind) {
    case "removed":
      return `removed; it was ${was ?? "present"}`;
    case "added":
      return `added: ${now ?? ""}`;
    case "required":
      return side === "input" ? "is now required" : "is now always present";
    case "optional":
      return side === "input" ? "is no longer required" : "may now be absent";
    case "type":
      return `was ${was ?? ""}, is ${now ?? ""}`;
    case "values":
      return [was && `no longer ${was}`, now && `also ${now}`].filter(Boolean).join("; ");
    case "limits":
      return `was ${was ?? "any"}, is ${now ?? "any"}`;
    case "default":
      return `default: was ${was ?? "none"}, is ${now ?? "none"}`;
  }
}
