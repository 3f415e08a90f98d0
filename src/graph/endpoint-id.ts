/**
 * Whether a string is a valid fal endpoint id: `owner/name`, optionally with further parts, of letters,
 * digits, `-`, `_` and `.`. The id becomes part of a URL, so a part that is all dots (`a/../b`) is refused.
 * Under `workflows/` and `comfy/`, the owner and name follow the namespace; `workflows/execute` itself cannot
 * be a node, because fal's client has no queue URL for it.
 */
export function isEndpointId(id: string): boolean {
  const parts = id.split("/");
  const minParts = parts[0] === "workflows" || parts[0] === "comfy" ? 3 : 2;
  return id.length <= 256 && parts.length >= minParts && parts.every((part) => PART.test(part));
}

const PART = /^(?!\.+$)[A-Za-z0-9._-]+$/;
