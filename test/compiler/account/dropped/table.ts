/** Mutants that drop something. Coverage has to notice each, in the program beside it. */
import { artifacts } from "./artifacts.ts";
import { builtins } from "./builtins.ts";
import { classes } from "./classes.ts";
import { control } from "./control.ts";
import { identity } from "./identity.ts";
import { interfaces } from "./interfaces.ts";
import { iteration } from "./iteration.ts";
import { literals } from "./literals.ts";
import { namespaces } from "./namespaces.ts";
import { objects } from "./objects.ts";
import { receivers } from "./receivers.ts";
import { rounds } from "./rounds.ts";
import type { Dropped } from "./row.ts";
import { types } from "./types.ts";
import { variables } from "./variables.ts";

export const dropped: readonly Dropped[] = [
  ...literals,
  ...variables,
  ...control,
  ...classes,
  ...builtins,
  ...artifacts,
  ...iteration,
  ...receivers,
  ...namespaces,
  ...objects,
  ...interfaces,
  ...rounds,
  ...types,
  ...identity,
];
