/** `npm run bench`: what a person waits for, on this machine. Needs a build; takes about two minutes. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { measureCatalog } from "./bench/catalog-figures.ts";
import { measureJournal, measureMakespan } from "./bench/journal-figures.ts";
import { measurePackage } from "./bench/package-figures.ts";
import { measureProcesses } from "./bench/process-figures.ts";
import { measureTypes } from "./bench/type-figures.ts";

// On some machines Node reads a certificate file at every start, which should not be measured here.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
const folder = mkdtempSync(path.join(tmpdir(), "falc-bench-"));
const round = (value: number, digits = 0) => value.toFixed(digits).padStart(8);
const row = (name: string, ...columns: readonly string[]) => console.log(name.padEnd(54) + columns.join(""));

try {
  row("Processes", "      ms", "  × node");
  const processes = measureProcesses(folder, 7, env);
  for (const { name, ms } of processes) row(name, round(ms), round(ms / (processes[0]?.ms ?? ms), 1));

  row("\nTypes", "   client", "    falc", "   ratio");
  for (const { name, client, falc, ratio } of await measureTypes(folder, 5, env))
    row(name, round(client), round(falc), round(ratio, 2));

  row("\nJournal, per node, beside the same run without one", "      ms", "  CPU ms");
  await measureJournal(folder, ({ name, nodes, bare, journaled }) =>
    row(name, round((journaled.ms - bare.ms) / nodes, 2), round((journaled.cpuMs - bare.cpuMs) / nodes, 2)),
  );
  row("\nRandom graphs", "      ms", "  × path");
  for (const { name, criticalMs, ms } of await measureMakespan(folder, 6))
    row(name, round(ms), round(ms / criticalMs, 3));

  const { packed, unpacked } = measurePackage();
  row("\nPackage");
  row("catalogue opened, ten endpoints read, ms", round(measureCatalog(7, env), 1));
  row("npm pack, MB", round(packed / 1e6, 2));
  row("unpacked, MB", round(unpacked / 1e6, 2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
