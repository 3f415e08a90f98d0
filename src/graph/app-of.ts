/**
 * The app that an endpoint belongs to: `"fal-ai/flux"` for `"fal-ai/flux/dev"`, `"workflows/me/flow"` for
 * `"workflows/me/flow/x"`. Like `parseEndpointId` of @fal-ai/client 1.10.1.
 */
export function appOf(endpoint: string): string {
  const parts = endpoint.split("/");
  const length = parts[0] === "workflows" || parts[0] === "comfy" ? 3 : 2;
  return parts.slice(0, length).join("/");
}
