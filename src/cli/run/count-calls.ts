import type { RunEvent } from "../../execution/events.ts";
import { isTextNode } from "../../execution/text-node.ts";

/** Counts what a run paid for, from its events. */
export function countCalls() {
  const paid = new Set<string>();
  const reused = new Set<string>();
  const followed = new Set<string>();
  const texts = new Set<string>();
  return {
    see(event: RunEvent): void {
      if (event.kind === "run-started")
        for (const { id, app } of event.nodes) if (isTextNode(app)) texts.add(id);
      // Joining texts is no call, although fal's own engine tells it as one.
      if (event.kind === "node-submitted" && !texts.has(event.node)) paid.add(event.node);
      if (event.kind === "node-reused") reused.add(event.node);
      if (event.kind === "node-followed") followed.add(event.node);
    },
    /** `1 call submitted, 3 reused` */
    print(): string {
      return [
        `${paid.size} ${paid.size === 1 ? "call" : "calls"} submitted`,
        ...(followed.size > 0 ? [`${followed.size} followed`] : []),
        ...(reused.size > 0 ? [`${reused.size} reused`] : []),
      ].join(", ");
    },
  };
}
