/** Traces what is in the artifact back to what it was made from: `2` and `size` in `flux({ width: size * 2 })`. */
import type { Value } from "../2-evaluate/values/values.ts";
import type { Found } from "./artifact.ts";
import type { Recording } from "./recording.ts";

/** The maximum number of locations per value; the first are kept. */
const maxPlaces = 6;

/** For each value that something in the artifact was made from: its locations. */
export function traceBack(found: Found, { sources, parts }: Recording): Found {
  const traced = new Map<Value, Set<string>>();
  const waiting: { readonly value: Value; readonly place: string }[] = [];
  const enter = (value: Value, place: string, origins: Recording["sources"] = sources) => {
    for (const source of origins.get(value) ?? []) {
      const places = traced.get(source) ?? new Set();
      if (places.has(place) || places.size >= maxPlaces) continue;
      traced.set(source, places.add(place));
      waiting.push({ value: source, place });
    }
  };
  for (const [value, places] of found) for (const place of places) enter(value, place);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    enter(next.value, next.place);
    // A list that is sent is found part by part; if it is joined or counted, all parts are in the result.
    enter(next.value, next.place, parts);
  }
  return traced;
}
