/**
 * Names under which fal can save a workflow: `^[a-zA-Z0-9_-]+$`, at most 128 characters (fal's Platform API, `POST
 * /v1/workflows`). Folders are the project's own: each part of `ads/hero` has to be such a name.
 */

const maxLength = 128;

export function isWorkflowName(name: string): boolean {
  return name.length <= maxLength && name.split("/").every((part) => /^[A-Za-z0-9_-]+$/.test(part));
}

/** The closest valid name: `café.v2` → `cafe-v2`. */
export function toWorkflowName(name: string): string {
  const parts = name
    .normalize("NFKD")
    .split("/")
    .map((part) =>
      part
        .replace(/\p{M}+/gu, "")
        .replace(/[^A-Za-z0-9_-]+/g, "-")
        .replace(/^-+|-+$/g, ""),
    )
    .filter((part) => part !== "");
  return parts.length === 0 ? "workflow" : parts.join("/").slice(0, maxLength);
}
