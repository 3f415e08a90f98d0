/** Each cell of the fault matrix: the command that a user types, against an emulator with faults or a faulty server. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Cell, type EngineName, engines, matrix } from "./fault-matrix.ts";
import { installRoutes } from "./fault-routes.ts";
import { type Attempt, play } from "./fault-scene.ts";

let removeRoutes: () => void = () => undefined;
beforeAll(() => void (removeRoutes = installRoutes()));
afterAll(() => removeRoutes());

const cells = matrix.flatMap(({ faults }) =>
  faults.flatMap(({ fault, cells: of }) =>
    engines.flatMap((engine): [string, EngineName, Cell][] => {
      const cell = of[engine];
      return typeof cell === "string" ? [] : [[fault, engine, cell]];
    }),
  ),
);

/** Who may write what is of the whole process. */
const isAlone = ([, , { scene }]: (typeof cells)[number]) => scene.denied !== undefined;

async function check(engine: EngineName, { scene, exit, says, paid, again }: Cell): Promise<void> {
  const played = await play(engine, scene, again !== undefined);
  for (const text of says) expect(played.first.err).toContain(text);
  expect(summary(played.first), played.first.err).toEqual({ code: exit, paid });
  if (again === undefined || played.again === undefined) return;
  expect(played.again.err).toContain(again.says ?? "");
  expect(summary(played.again), played.again.err).toEqual({ code: again.exit, paid: again.paid });
}

describe.concurrent("falc run", () => {
  test.each(cells.filter((cell) => !isAlone(cell)))("%s, on %s", (_, engine, cell) => check(engine, cell));
});

describe("falc run, alone", () => {
  test.each(cells.filter(isAlone))("%s, on %s", (_, engine, cell) => check(engine, cell));
});

function summary({ code, paid }: Attempt) {
  return { code, paid };
}
