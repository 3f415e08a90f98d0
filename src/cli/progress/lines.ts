/** Plain lines for logs and pipes, one per event. */
import type { RunEvent } from "../../execution/events.ts";
import { isTextNode } from "../../execution/text-node.ts";
import { printable, printDuration, printTime } from "../../lib/printable.ts";
import type { Output } from "../io.ts";
import type { CliPaint } from "../paint.ts";
import { describeOrigin, describeWait } from "./describe-origin.ts";
import type { Progress } from "./progress.ts";

/** `run`: its id, if it is written down: then it says why each call is paid for. */
export function lineProgress(output: Output, run: string | undefined, paint: CliPaint): Progress {
  const apps = new Map<string, string>();
  const say = (node: string, text: string) => output.write(`${paint.strong(printable(node))} ${text}\n`);
  // Joining texts takes no time and no call: not worth two lines.
  const isText = (node: string) => isTextNode(apps.get(node) ?? "");
  const start = (node: string, because = "never held") =>
    say(
      node,
      `started ${paint.faint(printable([apps.get(node) ?? "", ...(because === "never held" ? [] : [because])].join("  ")))}`,
    );
  const reused = new Set<string>();
  let hasWaited = false;
  /** What was said last of a node's place in the queue. */
  const ahead = new Map<string, number>();
  return {
    pause() {},
    resume() {},
    show(event: RunEvent) {
      switch (event.kind) {
        case "run-started":
          for (const { id, app } of event.nodes) apps.set(id, app);
          break;
        case "node-started":
          if (!isText(event.node) && run === undefined) start(event.node);
          break;
        case "node-waiting":
          // All of those that wait would say the same.
          if (!hasWaited) say(event.node, describeWait(event));
          hasWaited = true;
          break;
        case "node-paying":
          start(event.node, event.because);
          break;
        case "node-reused":
          reused.add(event.node);
          say(event.node, describeOrigin(event, run));
          break;
        case "node-followed":
          say(event.node, `${describeOrigin(event, run)} ${paint.faint(`request ${event.requestId}`)}`);
          break;
        case "node-in-doubt":
          output.write(
            `in doubt: ${printable(event.node)} may have been sent at ${printTime(event.sentAt)}, and no answer was heard\n`,
          );
          break;
        case "node-held":
          say(event.node, "was done before");
          break;
        case "node-resumed":
          say(event.node, `resumed ${paint.faint(printable(`request ${event.requestId}`))}`);
          break;
        case "node-queued":
          // Every position of hundreds of nodes would be thousands of lines.
          if (event.position > 0 && event.position <= (ahead.get(event.node) ?? Infinity) / 2) {
            ahead.set(event.node, event.position);
            say(event.node, `queued, ${event.position} ahead`);
          }
          break;
        case "node-progress":
          say(event.node, paint.faint(printable(event.line)));
          break;
        case "node-completed":
          if (!reused.has(event.node))
            say(event.node, isText(event.node) ? "joined" : `done in ${printDuration(event.elapsedMs)}`);
          break;
        case "node-failed":
          say(event.failure.node, paint.kind("error", "failed"));
          break;
        case "node-skipped":
          say(event.node, `skipped, because it depends on ${printable(event.because.join(", "))}`);
          break;
        default:
      }
    },
    end() {},
  };
}
