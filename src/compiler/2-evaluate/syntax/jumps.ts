/** `break`, `continue` and `return` that lead nowhere: TypeScript's parser lets them pass, JavaScript does not. */
import type { Completion, Machine, Place } from "../machine.ts";
import type { Poison } from "../values.ts";

type Jump = Exclude<Completion, { readonly kind: "normal" }>;

export function refuseJump(jump: Jump, place: Place, machine: Machine): Poison {
  const label = jump.kind === "return" ? undefined : jump.label;
  const text =
    label === undefined
      ? `this "${jump.kind}" stands outside of what it could leave`
      : `"${jump.kind}" leads to no label "${label}"`;
  return machine.refuse("syntax-error", jump.node, place, { text: `${text}.` });
}
