/** `photo.images[2]` for a call that requests two images: the result will not have it. */
import { validateInput } from "../../../schema/validate.ts";
import type { TS } from "../../typescript.ts";
import { listCountOf } from "./list-count.ts";
import type { Machine, Place } from "../machine/machine.ts";
import type { ReferenceValue } from "../../evaluation.ts";

/** The reference is to the array, and `index` counts from 0. Silent if the count is known only at run time. */
export function warnIfBeyondCount(
  reference: ReferenceValue,
  index: number,
  node: TS.Node,
  place: Place,
  machine: Machine,
): void {
  const { root, path } = reference;
  const known = listCountOf(reference);
  if (root === "input" || known === undefined || index < known.count) return;
  const schema = root.known?.input.properties?.[known.field] ?? {};
  machine.warn("path-beyond-count", node, place, {
    ...known,
    list: `${path[0]}[${index}]`,
    enough: validateInput(schema, index + 1).length === 0 ? index + 1 : undefined,
  });
}
