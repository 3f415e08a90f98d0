import { deep } from "./deep.ts";
import { endless } from "./endless.ts";
import { growing } from "./growing.ts";
import { interfaces } from "./interfaces.ts";
import { long } from "./long.ts";
import { nesting } from "./nesting.ts";
import { squares } from "./squares.ts";

export const limitPrograms = { long, deep, endless, growing, interfaces, squares, nesting };
