/** Which variable a call or a text is named after: the first one that it is bound to. */
import type { Activation } from "../machine/machine.ts";
import type { BoundName } from "../../evaluation.ts";
import type { Value } from "../values/values.ts";

export function boundName(name: string, activation: Activation): BoundName {
  return { segments: [...activation.prefix, name], repeated: activation.repeats > 0 };
}

/** Names the whole value of a variable: a call's result, its promise, a text; or a list of these. */
export function nameAfter(value: Value, name: BoundName): void {
  switch (value.kind) {
    case "reference":
      if (value.root !== "input" && value.path.length === 0) value.root.name ??= name;
      return;
    case "text":
      value.name ??= name;
      return;
    case "pending":
      if (value.value.kind === "array") nameAfter(value.value, name);
      else if (
        value.value.kind === "reference" &&
        value.value.root !== "input" &&
        value.value.path.length === 0
      ) {
        value.value.root.promiseName ??= name;
      }
      return;
    case "array": {
      const each: BoundName = { segments: name.segments, repeated: true };
      // forEach skips holes.
      value.elements.forEach((element) => void (element.kind === "array" || nameAfter(element, each)));
      return;
    }
    default:
      return;
  }
}
