/** `falc runs list`: a line for each run. */
import { printable, printJson, printTime } from "../../lib/printable.ts";
import { Project } from "../../workspace/project/project.ts";
import { openRunStore } from "../../workspace/run/run-store.ts";
import { createCommand } from "../command-line.ts";
import { exit, type ExitCode, type Io } from "../io.ts";
import { paintFor } from "../paint.ts";
import { countStates, stateOf } from "./run-state.ts";

/** `argv`: the words after `runs list`. */
export async function listCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  await createCommand("falc runs list", io)
    .usage("[workflow] [options]")
    .description("List the runs of this project, the latest first.")
    .argument("[workflow]", "only the runs of this workflow")
    .option("--json", "print JSON instead of text")
    .addHelpText("after", "\nExamples:\n  falc runs\n  falc runs list product-shot")
    .action(async (workflow: string | undefined, { json = false }: { json?: boolean }) => {
      const store = openRunStore(new Project(io.cwd));
      const runs = store
        .summaries()
        .filter((run) => workflow === undefined || run.workflow === workflow)
        .reverse();
      const states = await Promise.all(runs.map((run) => stateOf(run, store)));
      if (json) {
        const all = runs.map(({ run, workflow: of, world, begunAt, calls }, index) => ({
          run,
          workflow: of,
          world,
          begunAt: new Date(begunAt).toISOString(),
          state: states[index],
          calls: calls.map(({ node, endpoint, state, requestId }) => ({ node, endpoint, state, requestId })),
        }));
        io.stdout.write(`${printJson({ runs: all })}\n`);
        return;
      }
      if (runs.length === 0) {
        const of = workflow === undefined ? "" : ` of ${printable(workflow)}`;
        io.stderr.write(
          `There are no runs${of} on fal. Runs in the emulator are not kept: they cost nothing.\n`,
        );
        return;
      }
      const paint = paintFor(io.stdout, io.env);
      const width = Math.max(...runs.map((run) => printable(run.workflow).length));
      for (const [index, run] of runs.entries()) {
        const state = states[index] ?? "killed";
        const name = printable(run.workflow).padEnd(width);
        io.stdout.write(
          `${run.run}  ${paint.strong(name)}  ${state.padEnd(11)}  ${paint.faint(`${printTime(run.begunAt)}  ${countStates(run)}`)}\n`,
        );
      }
    })
    .parseAsync([...argv], { from: "user" });
  return exit.ok;
}
