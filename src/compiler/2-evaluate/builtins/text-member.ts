/** What can be done with a string that is only known when the workflow runs: joining it, and giving it back. */
import type { Machine } from "../machine.ts";
import type { ReferenceValue, TextValue, Value } from "../values.ts";
import { method } from "./call.ts";
import { concat } from "./string.ts";

/** Of a text, or of a reference to a string; `undefined` for what would need its content. */
export function textMember(
  text: TextValue | ReferenceValue,
  name: string,
  machine: Machine,
): Value | undefined {
  if (name === "concat") return method(name, (call) => concat(text, call), machine);
  if (name === "toString" || name === "valueOf") return method(name, () => text, machine);
  return undefined;
}
