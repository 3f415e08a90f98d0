/** The locations in the workflows that a change of an endpoint affects. */
import type { EndpointUse } from "../../compiler/pipeline.ts";
import type { Span } from "../../diagnostics/span.ts";
import type { Change, Step } from "../../endpoints/changes/change.ts";
import type { Json } from "../../lib/json.ts";
import { fitOf } from "../../schema/can-fit.ts";
import { typeOfValue, typesOf } from "../../schema/schema-types.ts";
import type { Schema } from "../../schema/schema.ts";
import { validateInput } from "../../schema/validate.ts";

/** `uses` are those of the changed endpoint. Each location once, in the order of the uses. */
export function placesOf(change: Change, uses: readonly EndpointUse[]): readonly Span[] {
  const spans = uses.filter((use) => concerns(change, use)).map(({ span }) => span);
  const places = new Map(spans.map((span) => [`${span.source.path}:${span.start}`, span]));
  return [...places.values()];
}

function concerns(change: Change, use: EndpointUse): boolean {
  if (change.side === "output") return use.kind === "read" && concernsRead(change, use.path);
  if (change.isSomewhereInside === true && use.kind === "sent" && use.path.length >= change.path.length)
    return (
      isAlong(change.path, use.path) && (use.path.length > change.path.length || !suits(use.value, change))
    );
  switch (change.kind) {
    case "removed":
      return use.kind === "sent" && isAt(change.path, use.path);
    case "added":
    case "required":
      return change.effect === "breaking" && lacks(change.path, use);
    case "default":
      return lacks(change.path, use);
    case "optional":
      return false;
    case "type":
    case "values":
    case "limits":
      return use.kind === "sent" && isAt(change.path, use.path) && !suits(use.value, change);
  }
}

/** If a value is passed on whole, the change breaks its recipient. */
function concernsRead({ path, effect, kind, schema }: Change, read: readonly (string | number)[]): boolean {
  if (effect === "compatible") return false;
  const index = read[path.length];
  if (kind === "limits")
    return isAlong(path, read) && typeof index === "number" && index >= (schema?.maxItems ?? Infinity);
  const isInside = read.length >= path.length;
  return (isInside || effect === "breaking") && isAlong(path, read);
}

/** For a field of the input itself, the location is the call; for a nested one, the enclosing object. */
function lacks(path: readonly Step[], use: EndpointUse): boolean {
  const field = path.at(-1);
  if (typeof field !== "string") return false;
  if (path.length === 1) return use.kind === "call" && !use.sends.includes(field);
  return (
    use.kind === "sent" &&
    use.value.kind === "record" &&
    isAt(path.slice(0, -1), use.path) &&
    !use.value.fields.includes(field)
  );
}

function suits(
  value: Extract<EndpointUse, { kind: "sent" }>["value"],
  { schema, effect, kind, isSomewhereInside }: Change,
): boolean {
  if (effect === "compatible" || schema === undefined) return true;
  switch (value.kind) {
    case "known":
      return (
        (kind !== "type" && !isOf(value.value, schema)) || validateInput(schema, value.value).length === 0
      );
    case "unknown":
      return value.schema === undefined || fitOf(value.schema, schema) === "always";
    // Their parts have changes of their own.
    case "list":
      if (isSomewhereInside === true) return false;
      return kind === "limits"
        ? value.length >= (schema.minItems ?? 0) && value.length <= (schema.maxItems ?? Infinity)
        : kind !== "type" || fitOf({ type: "array" }, schema) !== "never";
    case "record":
      if (isSomewhereInside === true) return false;
      return kind !== "type" || fitOf({ type: "object" }, schema) !== "never";
  }
}

/** If a field accepts several types, a change may affect only one of them; a change of the type affects them all. */
function isOf(value: Json, schema: Schema): boolean {
  const types = typesOf(schema);
  const type = typeOfValue(value);
  return (
    types.length === 0 || types.some((each) => each === type || (each === "integer" && type === "number"))
  );
}

function isAt(path: readonly Step[], used: readonly (string | number)[]): boolean {
  return path.length === used.length && isAlong(path, used);
}

/** Whether one path is a prefix of the other. */
function isAlong(path: readonly Step[], used: readonly (string | number)[]): boolean {
  return path.slice(0, used.length).every((step, index) => isStep(step, used[index]));
}

function isStep(step: Step, used: string | number | undefined): boolean {
  if (step === null) return typeof used === "number";
  return typeof step === "object" ? typeof used === "string" && !step.but.includes(used) : step === used;
}
