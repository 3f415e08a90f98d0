/** A run that is over, or was killed, as it was written down: what a folder of it can be made of. */
import type { RunSummary } from "../../runner/journal/run-summary.ts";
import type { RunStore } from "../../runner/runs/run-store.ts";
import { journalFacts } from "../../runner/story/journal-facts.ts";
import type { RunFacts } from "../../runner/story/run-facts.ts";
import type { StoryOrigin } from "../../runner/story/tell-story.ts";
import { version } from "../version.ts";

export interface PastRun {
  readonly origin: StoryOrigin;
  readonly facts: RunFacts;
  /** The folder that the run was to be kept in, absolute. Anybody may have written it: see `findKept`. */
  readonly out?: string;
}

export function pastRunOf(summary: RunSummary): PastRun {
  const { run, workflow, world, begunAt, input = {}, out } = summary;
  return {
    origin: {
      falc: version(),
      workflow,
      engine: world === "fal" ? "fal" : "emulator",
      run,
      input,
      date: new Date(begunAt).toISOString(),
    },
    facts: journalFacts(summary),
    ...(out !== undefined && { out }),
  };
}

/**
 * The run to compare with: the latest one before this that is complete, of the same workflow and in the same world.
 * `undefined` for the first one.
 */
export function findPrevious(store: RunStore, run: string): PastRun | undefined {
  const own = store.findLast((each) => each.run === run);
  if (own === undefined) return undefined;
  const { workflow, world, begunAt } = own;
  const previous = store.findLast(
    (each) =>
      each.run < run &&
      each.begunAt <= begunAt &&
      each.workflow === workflow &&
      each.world === world &&
      each.outcome === "completed",
  );
  return previous && pastRunOf(previous);
}
