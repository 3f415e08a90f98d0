/** Every statement that can be generated. */
import type { StatementTable } from "../writing/table.ts";
import { assignments } from "./assign.ts";
import { branches } from "./branches.ts";
import { classes } from "./classes.ts";
import { declarations } from "./declare.ts";
import { functions } from "./functions.ts";
import { generators } from "./generators.ts";
import { loops } from "./loops.ts";
import { promises } from "./promises.ts";
import { thens } from "./thens.ts";
import { tries } from "./tries.ts";

export const statements: StatementTable = {
  ...declarations,
  ...assignments,
  ...loops,
  ...branches,
  ...promises,
  ...functions,
  ...classes,
  ...tries,
  ...generators,
  ...thens,
};
