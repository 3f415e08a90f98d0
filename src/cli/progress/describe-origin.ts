import type { NodeFollowed, NodeReused, NodeWaiting } from "../../execution/events.ts";

/** Whose answer it is: `reused from run 20261130-…`; `own`: the run that says so, which may have gone on after it was stopped. */
export function describeOrigin(event: NodeFollowed | NodeReused, own: string | undefined): string {
  const isOwn = event.run === own;
  if (event.kind === "node-reused") return isOwn ? "was done before" : `reused from run ${event.run}`;
  if (isOwn) return "was sent before";
  return `${event.isShared ? "shared with" : "followed from"} run ${event.run}`;
}

export function describeWait({ limit }: NodeWaiting): string {
  return limit === 1 ? "waits: a call is in progress" : `waits: ${limit} calls are in progress`;
}
