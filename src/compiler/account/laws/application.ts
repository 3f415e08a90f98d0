/** A call of one of JavaScript's own functions, and what checks its result. */
import type { Value } from "../../2-evaluate/values/values.ts";
import type { Frame } from "./frame.ts";

export interface Application {
  readonly name: string;
  readonly self: Value | undefined;
  readonly args: readonly Value[];
  readonly callee: Value;
}

/** Says what is wrong with the result; made before the function runs, because it may change its arguments. */
export type Check = (result: Value, frame: Frame) => string | undefined;

export const nothingToCheck: Check = () => undefined;
