/** `src/FAULTS.md`: the fault matrix for people, as Prettier lays it out. */
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { matrix } from "./fault-matrix.ts";
import { type Cell, type EngineName, engines, type Fault, type Topic } from "./faults/cell.ts";

export const faultPage = fileURLToPath(new URL("../../src/FAULTS.md", import.meta.url));

export async function printFaultPage(): Promise<string> {
  const config = await resolveConfig(faultPage);
  return format([head, ...matrix.map(printTopic)].join("\n\n"), { ...config, filepath: faultPage });
}

const head = `# What falc does when something goes wrong

Each row is a test, which types the command and counts what the server was asked to pay for (\`test/cli/faults/\` has the table, and
\`npm run fixtures\` writes this page from it). Most faults are those of [\`falc emulator --faults\`](EMULATOR.md), so that you can bring them about
yourself.

- **engine**: \`fal\` makes the calls of a workflow one by one, \`hosted\` gives fal the whole graph, \`emulator\` is in falc's own process. In most
  rows, the workflow makes two calls, one after the other; in those about files, answers without sense, streams and disks, it makes one.
- **says**: a part of what is on standard error.
- **paid**: the calls that the server has accepted.
- **again**: what the same command does when the fault is gone: its exit code, and how many calls more are paid for. Where it is 1 and 0,
  the call is in doubt: fal may have it. \`--resubmit\` sends it again, if fal's history does not have it.`;

function printTopic({ topic, faults }: Topic): string {
  return [
    `## ${topic}\n`,
    "| fault | engine | what falc does | exit code | says | paid | again |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...faults.flatMap(printFault),
  ].join("\n");
}

/** Engines that do the same share a row. */
function printFault({ fault, cells }: Fault): readonly string[] {
  const rows = new Map<string, EngineName[]>();
  for (const engine of engines) {
    const printed = printCell(cells[engine]).join(" | ");
    rows.set(printed, [...(rows.get(printed) ?? []), engine]);
  }
  return [...rows].map(
    ([printed, same], index) =>
      `| ${index === 0 ? fault : ""} | ${same.map((engine) => `\`${engine}\``).join(", ")} | ${printed} |`,
  );
}

function printCell(cell: Cell | string): readonly string[] {
  if (typeof cell === "string") return [cell, "", "", "", ""];
  const { does, exit, says, paid, again } = cell;
  const next = again === undefined ? "" : `${again.exit}, ${again.paid} more`;
  return [does, String(exit), `\`${says[0].replaceAll("|", "\\|")}\``, String(paid), next];
}
