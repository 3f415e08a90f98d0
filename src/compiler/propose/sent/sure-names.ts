/** Whether the field that was probably meant can be written into code, rather than being a guess. */
import { fieldNamesOf } from "../../../endpoints/field-names.ts";
import type { Catalog } from "../../../endpoints/catalog.ts";
import type { Call } from "../../evaluation.ts";
import type { DataPlace } from "../../3-check/data-place.ts";
import { objectOf } from "./data-edits.ts";
import type { NearestField } from "../../3-check/nearest-field.ts";

export type IsSure = (place: DataPlace, nearest: NearestField) => boolean;

/** Linear in the fields that all calls send. */
export function sureNames(calls: readonly Call[], catalog: Catalog): IsSure {
  const taken = takenFromObjects(calls);
  return (place, { certainty }) => {
    const object = objectOf(place);
    const name = String(place.path.at(-1));
    // `...look` is sent to another endpoint too, which has this very field.
    if (object !== undefined && taken.has(keyOf(object, name))) return false;
    // A name that other endpoints have is not a misspelling.
    return certainty === "sure" || (certainty === "unless-used" && !fieldNamesOf(catalog).has(name));
  };
}

/** The fields of objects that are spread, or sent as a whole, to an endpoint that accepts them. */
function takenFromObjects(calls: readonly Call[]): ReadonlySet<string> {
  const taken = new Set<string>();
  for (const { input: owner, known, trust } of calls) {
    if (known === undefined || trust === "none") continue;
    for (const [name, data] of owner.fields) {
      const object = objectOf({ data, path: [name], owner });
      if (object !== undefined && Object.hasOwn(known.input.properties ?? {}, name))
        taken.add(keyOf(object, name));
    }
  }
  return taken;
}

function keyOf(object: string, name: string): string {
  return `${object} ${name}`;
}
