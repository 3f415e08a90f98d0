/** `falc runs prune`: deletes what is known of old runs. */
import { InvalidArgumentError } from "commander";
import { printJson } from "../../lib/printable.ts";
import { summarise } from "../../runner/journal/run-summary.ts";
import { Project } from "../../workspace/project/project.ts";
import { openRunStore } from "../../workspace/run/run-store.ts";
import { createCommand } from "../command-line.ts";
import { exit, type ExitCode, type Io } from "../io.ts";
import { stateOf } from "./run-state.ts";

interface PruneOptions {
  readonly older: number;
  readonly unfinished?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `argv`: the words after `runs prune`. */
export async function pruneCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  await createCommand("falc runs prune", io)
    .usage("[options]")
    .description("Delete old runs. What they paid for is paid for again when it is needed.")
    .option("--older <age>", "those that ended longer ago: 12h, 30d; default 30d", age, age("30d"))
    .option("--unfinished", "also those that failed or were stopped or killed, which could be gone on with")
    .option("--dry-run", "only print what would be deleted")
    .option("--json", "print JSON instead of text")
    .addHelpText(
      "after",
      "\nExamples:\n  falc runs prune --older 90d --dry-run\n  falc runs prune --older 0d --unfinished",
    )
    .action(async ({ older, unfinished = false, dryRun = false, json = false }: PruneOptions) => {
      const store = openRunStore(new Project(io.cwd));
      const pruned: string[] = [];
      for (const run of store.list()) {
        const summary = summarise(store.read(run).entries);
        const state = await stateOf(summary ?? { run, outcome: undefined }, store);
        if (state === "in progress" || (summary !== undefined && summary.lastAt > Date.now() - older))
          continue;
        // What never began has paid for nothing.
        if (summary !== undefined && state !== "completed" && !unfinished) continue;
        if (dryRun || (await store.remove(run))) pruned.push(run);
      }
      if (!dryRun) await store.sweep();
      if (json) io.stdout.write(`${printJson({ pruned })}\n`);
      else {
        for (const run of pruned) io.stdout.write(`${run}\n`);
        const runs = pruned.length === 1 ? "1 run" : `${pruned.length} runs`;
        io.stderr.write(dryRun ? `${runs} would be deleted.\n` : `${runs} deleted.\n`);
      }
    })
    .parseAsync([...argv], { from: "user" });
  return exit.ok;
}

/** `30d` → milliseconds. */
function age(text: string): number {
  const [, number = "", unit = ""] = /^(\d{1,5})(m|h|d)$/.exec(text) ?? [];
  if (number === "") throw new InvalidArgumentError("It takes an age such as 12h or 30d.");
  return Number(number) * (unit === "d" ? 86_400_000 : unit === "h" ? 3_600_000 : 60_000);
}
