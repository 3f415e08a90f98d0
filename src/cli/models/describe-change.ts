import type { Change } from "../../catalog/changes/change.ts";

/** `removed; it was "none" | "regular"`: goes on behind the field's name and a colon. */
export function describeChange({ kind, side, was, now }: Change): string {
  switch (kind) {
    case "removed":
      return `removed; it was ${was ?? "there"}`;
    case "added":
      return `added: ${now ?? ""}`;
    case "required":
      return side === "input" ? "has to be sent now" : "is always there now";
    case "optional":
      return side === "input" ? "need not be sent any more" : "may be absent now";
    case "type":
      return `was ${was ?? ""}, is ${now ?? ""}`;
    case "values":
      return [was && `no longer ${was}`, now && `also ${now}`].filter(Boolean).join("; ");
    case "limits":
      return `was ${was ?? "any"}, is ${now ?? "any"}`;
    case "default":
      return `without it: was ${was ?? "none"}, is ${now ?? "none"}`;
  }
}
