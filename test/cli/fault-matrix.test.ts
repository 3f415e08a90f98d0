/** Each cell of the fault matrix: the command that a user types, against an emulator with faults or a faulty server. */
import { afterAll, beforeAll, describe, test } from "vitest";
import { testCells } from "./fault-matrix.ts";
import { installRoutes } from "./fault-routes.ts";
import { check, play } from "./fault-scene.ts";
import type { Cell, EngineName } from "./faults/cell.ts";

let removeRoutes: () => void = () => undefined;
beforeAll(() => void (removeRoutes = installRoutes()));
afterAll(() => removeRoutes());

/** Who may write what is of the whole process. */
const isAlone = ({ cell }: { readonly cell: Cell }) => cell.scene.denied !== undefined;
const rows = (isWanted: (row: { readonly cell: Cell }) => boolean) =>
  testCells
    .filter((row) => row.cell.scene.disk === undefined && isWanted(row))
    .map(({ fault, engine, cell }) => [fault, engine, cell] as const);
const run = async (_: string, engine: EngineName, cell: Cell) =>
  check(cell, await play(engine, cell.scene, cell.again !== undefined));

describe.concurrent("falc run", () => {
  test.each(rows((row) => !isAlone(row)))("%s, on %s", run);
});

describe("falc run, alone", () => {
  test.each(rows(isAlone))("%s, on %s", run);
});
