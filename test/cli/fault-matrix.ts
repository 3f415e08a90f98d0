/**
 * The fault matrix: for each fault and each engine, what `falc run` does. Every cell is a test (`fault-matrix.test.ts`; disks that
 * are full need a process, `fault-matrix.process.test.ts`), and `src/FAULTS.md` shows the table to people.
 */
import { type Cell, type EngineName, engines, type Topic } from "./faults/cell.ts";
import { disks } from "./faults/disks.ts";
import { files } from "./faults/files.ts";
import { folders, journals } from "./faults/journals.ts";
import { refusals } from "./faults/refusals.ts";
import { results } from "./faults/results.ts";
import { sending } from "./faults/sending.ts";
import { streams } from "./faults/streams.ts";
import { waits } from "./faults/waiting.ts";

export const matrix: readonly Topic[] = [
  waits,
  refusals,
  sending,
  results,
  streams,
  files,
  journals,
  folders,
  disks,
];

export interface TestCell {
  readonly fault: string;
  readonly engine: EngineName;
  readonly cell: Cell;
}

/** Those that can be tested, in their order. */
export const testCells: readonly TestCell[] = matrix.flatMap(({ faults }) =>
  faults.flatMap(({ fault, cells }) =>
    engines.flatMap((engine): TestCell[] => {
      const cell = cells[engine];
      return typeof cell === "string" ? [] : [{ fault, engine, cell }];
    }),
  ),
);
