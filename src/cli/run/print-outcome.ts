/** How a run without a complete result ended, for people. */
import type { RunOutcome } from "../../execution/engine.ts";
import type { NodeFailure } from "../../execution/failure.ts";
import { printable } from "../../lib/printable.ts";
import { mayBeOpen } from "../../runner/failure-cause.ts";
import { resultUrl } from "../../runner/result-url.ts";
import type { SourceMap } from "../../workspace/artifacts/source-map.ts";
import type { CliPaint } from "../paint.ts";
import { advise } from "./advise.ts";
import type { OpenEngine } from "./engine.ts";
import { printFailure } from "./print-failure.ts";
import type { Stop } from "./stop-signal.ts";

export interface OutcomeContext {
  /** Nodes whose request may still be running although the run was stopped. */
  readonly unconfirmed: readonly string[];
  readonly sourceMap: SourceMap | undefined;
  readonly engine: OpenEngine["kind"];
  /** Whether the graph was sent as a whole, which ends with its first failure. */
  readonly isHosted: boolean;
  /** The run's id, if it can be gone on with. */
  readonly run: string | undefined;
  /** Whether all of it is written down. */
  readonly isWhole: boolean;
  readonly paint: CliPaint;
  readonly stop: Stop;
}

/** Paragraphs: the failures, what was not run, what to do, and which answers fal still has. */
export function printOutcome(
  outcome: Exclude<RunOutcome, { kind: "completed" }>,
  { unconfirmed, sourceMap, engine, isHosted, run, isWhole, paint, stop }: OutcomeContext,
): readonly string[] {
  // What fal may still bill is told in any case.
  const isTold = (failure: NodeFailure, index: number) =>
    index < maxFailures || (engine === "fal" && mayBeOpen(failure));
  const told = outcome.failures.filter(isTold);
  const texts = told.map((failure) => printFailure(failure, engine, sourceMap, paint));
  const others = outcome.failures.filter((failure, index) => !isTold(failure, index));
  if (others.length > 0) texts.push(summariseFailures(others, run));
  if (outcome.kind === "aborted") {
    texts.push(`${stop.reason()}. Not finished: ${printable(outcome.unfinished.join(", "))}`);
    // The emulator ends with the process.
    if (unconfirmed.length > 0 && engine === "fal") {
      const nodes = unconfirmed.map((node) => nameRequest(node, outcome.requests.get(node)?.requestId));
      texts.push(`fal did not confirm that these are cancelled, and may bill them: ${nodes.join(", ")}`);
    }
  } else if (outcome.skipped.length > 0) {
    const why = isHosted ? "the workflow failed before" : "they depend on failed calls";
    texts.push(`Skipped, because ${why}: ${printable(outcome.skipped.join(", "))}`);
  }
  const advices = advise(outcome.failures, engine, isHosted);
  if (advices.length > 0) texts.push(["What to do:", ...advices].join("\n  "));
  if (outcome.kind === "failed" && outcome.output !== undefined) {
    texts.push("The rest of the result is known:");
  } else if (engine === "fal") {
    texts.push(...listPaid(outcome));
  }
  if (run !== undefined) {
    const isHeld = isWhole && (outcome.completed.size > 0 || outcome.open.size > 0);
    const held = isHeld ? " What is held is not paid for again." : "";
    texts.push(`To go on: falc run --resume ${run}.${held}`);
  }
  return texts;
}

/** Of a run of hundreds of nodes, where the rest mostly fails for the same reason. */
const maxFailures = 10;

/**
 *     90 more failed:
 *       cutout12, cutout13, cutout14 and 87 more: the input was refused
 */
function summariseFailures(failures: readonly NodeFailure[], run: string | undefined): string {
  const nodesOf = new Map<string, string[]>();
  for (const { node, message } of failures) {
    const nodes = nodesOf.get(message);
    if (nodes === undefined) nodesOf.set(message, [node]);
    else nodes.push(node);
  }
  const reasons = [...nodesOf].map(([message, nodes]) => {
    const names = nodes.slice(0, 3).join(", ");
    return `${names}${nodes.length > 3 ? ` and ${nodes.length - 3} more` : ""}: ${message}`;
  });
  const left = reasons.length - maxFailures;
  return [
    `${failures.length} more failed:`,
    ...reasons.slice(0, maxFailures).map(printable),
    ...(left > 0 ? [`and for ${left} other reasons`] : []),
    ...(run === undefined ? [] : [`All of them: falc runs show ${run}`]),
  ].join("\n  ");
}

/** A paragraph, or nothing if no call on fal has finished. */
export function listPaid({ requests, completed }: Pick<RunOutcome, "requests" | "completed">): string[] {
  const paid = [...requests].filter(([node]) => completed.has(node));
  if (paid.length === 0) return [];
  const lines = paid.map(([node, { app, requestId }]) => printable(`${node}  ${resultUrl(app, requestId)}`));
  const all = ["These calls had finished. fal keeps their results for a while:", ...lines];
  return [all.join("\n  ")];
}

function nameRequest(node: string, requestId: string | undefined): string {
  return printable(
    requestId === undefined ? `${node} (no request id yet)` : `${node} (request ${requestId})`,
  );
}
