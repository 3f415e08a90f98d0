/** `photo.images[2]` for a call that requests two images: the result will not have it. */
import { countFieldOf } from "../../catalog/result-count.ts";
import { validateInput } from "../../catalog/validate.ts";
import type { TS } from "../typescript.ts";
import type { Machine, Place } from "./machine.ts";
import type { Call, ReferenceValue } from "./values.ts";

/** The reference is to the array, and `index` counts from 0. Silent if the count is known only at run time. */
export function warnIfBeyondCount(
  { root, path }: ReferenceValue,
  index: number,
  node: TS.Node,
  place: Place,
  machine: Machine,
): void {
  const [list, ...inside] = path;
  if (root === "input" || typeof list !== "string" || inside.length > 0) return;
  const input = root.known?.input ?? {};
  const field = countFieldOf(list, input);
  if (field === undefined) return;
  const count = requestedCount(field, root);
  if (count === undefined || index < count) return;
  const schema = input.properties?.[field] ?? {};
  machine.warn("path-beyond-count", node, place, {
    list: `${list}[${index}]`,
    endpoint: root.endpoint,
    field,
    count,
    isSent: root.input.fields.has(field),
    enough: validateInput(schema, index + 1).length === 0 ? index + 1 : undefined,
  });
}

/** The value sent, otherwise the endpoint's default. */
function requestedCount(field: string, { input, known, trust }: Call): number | undefined {
  if (trust !== "all") return undefined;
  const sent = input.fields.get(field);
  const value =
    sent === undefined
      ? known?.input.properties?.[field]?.default
      : sent.kind === "literal"
        ? sent.value
        : undefined;
  return typeof value === "number" && Number.isInteger(value) && value > 0 ? value : undefined;
}
