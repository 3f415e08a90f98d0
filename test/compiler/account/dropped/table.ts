/** Mutants that drop something. Coverage has to notice each, in the program beside it. */
import { artifacts } from "./artifacts.ts";
import { builtins } from "./builtins.ts";
import { classes } from "./classes.ts";
import { control } from "./control.ts";
import { literals } from "./literals.ts";
import type { Dropped } from "./row.ts";
import { variables } from "./variables.ts";

export const dropped: readonly Dropped[] = [
  ...literals,
  ...variables,
  ...control,
  ...classes,
  ...builtins,
  ...artifacts,
];
