/** The cells of the fault matrix whose disk is full: falc is a process, which sees a file system of its own. */
import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { canMount, playOnDisk } from "./disk-scene.ts";
import { testCells } from "./fault-matrix.ts";
import { installRoutes } from "./fault-routes.ts";
import { bin } from "./fault-run.ts";
import { check } from "./fault-scene.ts";

let removeRoutes: () => void = () => undefined;
beforeAll(() => {
  expect(existsSync(bin), "npm run build comes first").toBe(true);
  removeRoutes = installRoutes();
});
afterAll(() => removeRoutes());

describe.skipIf(!canMount).concurrent("falc run, on a full disk", () => {
  const rows = testCells
    .filter(({ cell }) => cell.scene.disk !== undefined)
    .map(({ fault, engine, cell }) => [fault, engine, cell] as const);
  test.each(rows)("%s, on %s", async (_, engine, cell) => check(cell, await playOnDisk(engine, cell)));
});
