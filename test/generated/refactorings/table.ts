/** All refactorings, by name. */
import * as layout from "./layout.ts";
import * as names from "./names.ts";
import * as order from "./order.ts";
import type { Refactoring } from "./refactoring.ts";
import * as spelling from "./spelling.ts";

export const refactorings: Readonly<Record<string, Refactoring>> = {
  ...names,
  ...spelling,
  ...order,
  ...layout,
};
