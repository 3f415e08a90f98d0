/** What can be done with a string known only at run time: joining it, and returning it. */
import type { Machine } from "../machine/machine.ts";
import type { ReferenceValue, TextValue } from "../../evaluation.ts";
import type { Value } from "../values/values.ts";
import { method } from "./call.ts";
import { concat } from "./string.ts";

/** For a text, or a reference to a string; `undefined` for anything that needs its content. */
export function textMember(
  text: TextValue | ReferenceValue,
  name: string,
  machine: Machine,
): Value | undefined {
  if (name === "concat") return method(name, (call) => concat(text, call), machine);
  if (name === "toString" || name === "valueOf") return method(name, () => text, machine);
  return undefined;
}
