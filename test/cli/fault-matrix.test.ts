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

describe.concurrent("falc run", () => {
  test.each(cells)("%s, on %s", async (_, engine, { scene, exit, says, paid, again }) => {
    const played = await play(engine, scene, again !== undefined);
    for (const text of says) expect(played.first.err).toContain(text);
    expect(summary(played.first)).toEqual({ code: exit, paid });
    if (again === undefined || played.again === undefined) return;
    expect(played.again.err).toContain(again.says ?? "");
    expect(summary(played.again), played.again.err).toEqual({ code: again.exit, paid: again.paid });
  });
});

function summary({ code, paid }: Attempt) {
  return { code, paid };
}
