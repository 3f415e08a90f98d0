/** Every statement that can be generated. */
import type { StatementTable } from "../writing/table.ts";
import { assignments } from "./assign.ts";
import { branches } from "./branches.ts";
import { declarations } from "./declare.ts";
import { functions } from "./functions.ts";
import { loops } from "./loops.ts";
import { promises } from "./promises.ts";

export const statements: StatementTable = {
  ...declarations,
  ...assignments,
  ...loops,
  ...branches,
  ...promises,
  ...functions,
};
