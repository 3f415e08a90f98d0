/** Whether the field that was probably meant can be written into code, rather than being a guess. */
import { fieldNamesOf } from "../../../endpoints/field-names.ts";
import type { Catalog } from "../../../endpoints/catalog.ts";
import { textAt } from "../../../diagnostics/in-place.ts";
import type { Call } from "../../evaluation.ts";
import { isPath } from "../fields.ts";
import { type DataPlace, spanOfKey } from "../../3-check/data-place.ts";
import type { NearestField } from "../../3-check/nearest-field.ts";

export type IsSure = (place: DataPlace, nearest: NearestField) => boolean;

/** Linear in the fields that all calls send. */
export function sureNames(calls: readonly Call[], catalog: Catalog): IsSure {
  const taken = takenFromObjects(calls);
  return (place, { certainty }) => {
    const name = String(place.path.at(-1));
    // `...look` is sent to another endpoint too, which has this very field.
    if (taken.has(keyOf(textAt(spanOfKey(place)), name))) return false;
    // A name that other endpoints have is not a misspelling.
    return certainty === "sure" || (certainty === "unless-used" && !fieldNamesOf(catalog).has(name));
  };
}

/** The fields of objects that are spread, or sent as a whole, to an endpoint that accepts them. */
function takenFromObjects(calls: readonly Call[]): ReadonlySet<string> {
  const taken = new Set<string>();
  for (const { input, known, trust } of calls) {
    if (known === undefined || trust === "none") continue;
    for (const [name, span] of input.keys) {
      const text = textAt(span);
      const isObject = text !== name && isPath(withoutDots(text));
      if (isObject && Object.hasOwn(known.input.properties ?? {}, name)) taken.add(keyOf(text, name));
    }
  }
  return taken;
}

function keyOf(object: string, name: string): string {
  return `${withoutDots(object)} ${name}`;
}

function withoutDots(text: string): string {
  return text.replace(/^\.{3}/, "");
}
