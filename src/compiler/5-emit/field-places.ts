import { printPath } from "../../graph/print-path.ts";
import type { Data, RecordData } from "../evaluation.ts";
import { placeOf, type SourcePlace } from "./source-place.ts";

type Path = readonly (string | number)[];

/** Enough for the places that fal complains about; an input may have thousands. */
const [maxPlaces, maxDepth] = [50, 4];

/** Where the fields that a call sends are written: `prompt`, `loras[0].scale`. The first of them, in their order. */
export function fieldPlaces(input: RecordData): Readonly<Record<string, SourcePlace>> {
  const places = new Map<string, SourcePlace>();
  const visit = (data: Data, path: Path): void => {
    if (path.length > maxDepth) return;
    if (data.kind === "list") data.items.forEach((item, index) => visit(item, [...path, index]));
    if (data.kind !== "record") return;
    for (const [key, value] of data.fields) {
      const span = data.keys.get(key);
      if (span === undefined || places.size === maxPlaces) continue;
      places.set(printPath([...path, key]), placeOf(span));
      visit(value, [...path, key]);
    }
  };
  visit(input, []);
  return Object.fromEntries(places);
}
