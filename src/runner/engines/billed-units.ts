/**
 * How many units fal bills for a request: in a header of its result, `x-fal-billable-units`, which fal's client discards.
 * Kept by the answer's JSON, which the client passes on as it is (@fal-ai/client 1.10.1 src/response.js), as the data of a
 * result and as the body of an error.
 */
import type { Answer } from "./read-answer.ts";

const billed = new WeakMap<object, number>();

/** Remembers what the answer says. Nothing that is not a plain number of at least 0 is believed. */
export function keepBilledUnits({ headers, json }: Answer): void {
  const units = readUnits(headers.get("x-fal-billable-units"));
  if (units !== undefined && typeof json === "object" && json !== null) billed.set(json, units);
}

/** `undefined` if fal did not say it. */
export function billedUnitsOf(json: unknown): number | undefined {
  return typeof json === "object" && json !== null ? billed.get(json) : undefined;
}

function readUnits(text: string | null): number | undefined {
  if (text === null || !/^\d{1,15}(\.\d{1,20})?([eE][+-]?\d{1,2})?$/.test(text)) return undefined;
  return Number(text);
}
