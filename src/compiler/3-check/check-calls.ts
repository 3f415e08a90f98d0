/**
 * The faults and doubts of every call, as diagnostics: each at the name of the field, or at its value. Those that
 * share a location, because the object is not written out there, share a diagnostic; a loop's body is reported once.
 */
import { validateInput } from "../../schema/validate.ts";
import { describeAsThing, describeType } from "../../schema/path.ts";
import { allowedValues } from "../../schema/allowed-values.ts";
import { describeBeyond } from "../../schema/beyond-limits.ts";
import { describeLimits } from "../../schema/describe-limits.ts";
import type { Catalog, Endpoint } from "../../endpoints/catalog.ts";
import type { Schema } from "../../schema/schema.ts";
import { typesOf } from "../../schema/schema-types.ts";
import type { FieldFact } from "../../diagnostics/codes/calls.ts";
import { textAt } from "../../diagnostics/in-place.ts";
import { eitherOf, tick } from "../../diagnostics/wording.ts";
import type { Span } from "../../diagnostics/span.ts";
import { addTo } from "../../lib/add-to.ts";
import { printPath } from "../../graph/print-path.ts";
import { unreachable } from "../../lib/unreachable.ts";
import type { Call, Data } from "../evaluation.ts";
import { type Doubt, findDoubts } from "./doubts.ts";
import { type Fault, findFaults, isWrongType } from "./find-faults.ts";
import { mayBeNewer } from "../../endpoints/may-be-newer.ts";
import { differentOf } from "./at-one-place.ts";
import { spanOfKey } from "./data-place.ts";
import type { CallCode, CheckReport, Found } from "./found.ts";
import { Siblings } from "./siblings.ts";

/** Returns the names of the required fields that calls lack. */
export function checkCalls(
  calls: readonly Call[],
  catalog: Catalog,
  report: CheckReport,
): ReadonlySet<string> {
  const siblings = new Siblings(catalog);
  const places = new Map<string, Found[]>();
  const missing = new Set<string>();
  for (const call of calls) {
    const endpoint = call.known;
    if (endpoint === undefined || call.trust === "none") continue;
    for (const found of findIn(call, endpoint, siblings)) {
      const { source, start, end } = found.span;
      addTo(places, `${found.code} ${source.path} ${start} ${end}`, found);
      if (found.code === "field-missing") for (const { field } of found.facts) missing.add(field);
    }
  }
  for (const found of places.values()) {
    const [first] = found;
    if (first === undefined) continue;
    const facts = { fields: differentOf(found).flatMap((each) => each.facts) };
    report(first.code, first.span, facts, first.call.trail, { kind: "sent", found });
  }
  return missing;
}

function findIn(call: Call, endpoint: Endpoint, siblings: Siblings): readonly Found[] {
  const { input } = endpoint;
  const siblingOf = ({ field, valid, nearest }: Omit<FieldFact, "endpoint">) =>
    valid === undefined || nearest !== undefined ? undefined : siblings.find(call.endpoint, field);
  const all = withoutMisspelt(findFaults(input, call.input));
  const known = { call, endpoint, faults: all };
  const faults = (call.trust === "present" ? all.filter(isOfPresent) : all).map((problem): Found => ({
    code: codeOf(problem, endpoint),
    span: spanOfFault(problem),
    facts: factsOf(problem).map((fact) => ({
      endpoint: call.endpoint,
      sibling: siblingOf(fact),
      mayBeNewer: mayBeNewer(endpoint),
      ...fact,
    })),
    problem,
    ...known,
  }));
  const doubts = findDoubts(input, call.input).map((problem): Found => ({
    code: `field-${problem.kind}`,
    span: problem.place.data.span,
    facts: [{ endpoint: call.endpoint, ...factOfDoubt(problem) }],
    problem,
    ...known,
  }));
  // A value of the wrong type is already reported as such.
  const faulty = new Set(faults.map(({ span }) => span));
  return [...faults, ...doubts.filter(({ span }) => !faulty.has(span))];
}

/**
 * Whether the fault would remain with more fields and items than are known. A missing field is certain if everything
 * is written out: `{ prompt: settings.prompt }` may lack it because of what was refused before.
 */
function isOfPresent(fault: Fault): boolean {
  const { data } = fault.place;
  if (fault.kind !== "missing" && (fault.kind !== "value" || data.kind !== "list")) return true;
  const written = textAt(data.span);
  const isWhole = /^[{[]/.test(written) && !written.includes("...");
  return (
    isWhole && (fault.kind !== "missing" || ![...fault.fields.keys()].some((name) => written.includes(name)))
  );
}

/** A misspelt field is one mistake, although the right one is missing. */
function withoutMisspelt(faults: readonly Fault[]): readonly Fault[] {
  const meant = new Set(
    faults.flatMap((fault) => {
      if (fault.kind !== "unknown") return [];
      const { nearest, place, isWrapped } = fault;
      if (isWrapped && place.data.kind === "record")
        return [...place.data.fields.keys()].map((field) => printPath([field]));
      return nearest === undefined ? [] : [printPath([...place.path.slice(0, -1), nearest.name])];
    }),
  );
  return faults.flatMap((fault): readonly Fault[] => {
    if (fault.kind !== "missing") return [fault];
    const { path } = fault.place;
    const fields = new Map([...fault.fields].filter(([field]) => !meant.has(printPath([...path, field]))));
    return fields.size === 0 ? [] : [{ ...fault, fields }];
  });
}

function codeOf(fault: Fault, { isPartial, saysNull }: Endpoint): CallCode {
  switch (fault.kind) {
    case "unknown":
      return isPartial === true ? "field-undescribed" : "field-unknown";
    case "value":
      return fault.problem.type === "literal_error" ? "field-value" : "field-range";
    case "default":
      if (isWrongType(fault.problem)) return "field-reference";
      return fault.problem.type === "literal_error" ? "field-value" : "field-range";
    case "null":
      return saysNull === true ? "field-type" : "field-null";
    case "type": {
      const { kind } = fault.place.data;
      return kind === "reference" || kind === "text" ? "field-reference" : "field-type";
    }
    default:
      return `field-${fault.kind}`;
  }
}

function spanOfFault({ kind, place }: Fault): Span {
  return kind === "unknown" ? spanOfKey(place) : place.data.span;
}

function factsOf(fault: Fault): readonly Omit<FieldFact, "endpoint">[] {
  const { place } = fault;
  const field = printPath(place.path);
  switch (fault.kind) {
    case "unknown":
      return [{ field, valid: fault.valid, nearest: fault.nearest?.name }];
    case "missing":
      return [...fault.fields.keys()].map((name) => ({ field: printPath([...place.path, name]) }));
    case "value": {
      const allowed = allowedValues(fault.expected).map((value) => JSON.stringify(value));
      const otherwise = unlistedOf(fault.expected);
      return [{ field, given: valueText(place.data), allowed, otherwise, problem: fault.problem.msg }];
    }
    case "null":
      return [{ field, given: "null", expected: describeAsThing(fault.expected) }];
    case "default": {
      const given = `${tick(JSON.stringify(fault.value))}, the input's default`;
      const allowed = allowedValues(fault.expected).map((value) => JSON.stringify(value));
      const otherwise = unlistedOf(fault.expected);
      const expected = describeAsThing(fault.expected);
      return [{ field, given, allowed, otherwise, expected, problem: fault.problem.msg }];
    }
    case "type": {
      const [given, expected] = [kindText(place.data), describeAsThing(fault.expected)];
      const looksSame = place.data.kind === "reference" && given === expected;
      if (!looksSame) return [{ field, given, expected }];
      return [
        {
          field,
          given: withLimits(given, schemaOf(place.data)),
          expected: withLimits(expected, fault.expected),
        },
      ];
    }
    case "uncertain":
      return [{ field, given: refusedOf(fault), expected: expectedOf(fault) }];
    default:
      return unreachable(fault);
  }
}

/** What a field accepts besides the values that its schema lists; `undefined` if only those. */
function unlistedOf({ anyOf, oneOf }: Schema): string | undefined {
  const others = (anyOf ?? oneOf ?? []).filter(
    (branch) => allowedValues(branch).length === 0 && !typesOf(branch).includes("null"),
  );
  return others.length === 0 ? undefined : eitherOf(others.map(describeAsThing));
}

function factOfDoubt(doubt: Doubt): Omit<FieldFact, "endpoint"> {
  const field = printPath(doubt.place.path);
  if (doubt.kind === "media") return { field, given: doubt.given, expected: doubt.expected };
  const { data } = doubt.place;
  return {
    field,
    given: data.kind === "reference" ? `${tick(textAt(data.span))}, in seconds` : valueText(data),
  };
}

type Uncertain = Extract<Fault, { kind: "uncertain" }>;

function expectedOf({ place, expected }: Uncertain): string {
  const thing = describeAsThing(expected);
  const isBeyond = describeBeyond(schemaOf(place.data), expected).length > 0;
  return isBeyond ? withLimits(thing, expected) : thing;
}

function withLimits(thing: string, schema: Schema): string {
  const limits = describeLimits(schema);
  return limits.length === 0 ? thing : `${thing} (${limits.join(", ")})`;
}

/** The run-time values that would not fit, or their type. */
function refusedOf({ place, expected }: Uncertain): string {
  const source = schemaOf(place.data);
  const refused = allowedValues(source).filter((value) => validateInput(expected, value).length > 0);
  if (refused.length > 0) {
    const shown = refused.slice(0, 5).map((value) => tick(JSON.stringify(value)));
    return [...shown, ...(refused.length > 5 ? ["…"] : [])].join(", ");
  }
  const beyond = describeBeyond(source, expected);
  return beyond.length > 0 ? beyond.join(", or ") : `something else: its type is ${describeType(source)}`;
}

/** What is known about a value known only at run time. */
function schemaOf(data: Data): Schema {
  return data.kind === "reference" ? (data.reference.schema ?? {}) : { type: "string" };
}

/** A known value as written in code. */
function valueText(data: Data): string {
  if (data.kind === "literal") return tick(JSON.stringify(data.value));
  return data.kind === "list" ? `an array of ${data.items.length}` : kindText(data);
}

function kindText(data: Data): string {
  switch (data.kind) {
    case "literal":
      return data.value === null ? "null" : `the ${typeof data.value} ${tick(JSON.stringify(data.value))}`;
    case "reference":
      return describeAsThing(data.reference.schema ?? {});
    case "text":
      return "a string";
    case "list":
      return "an array";
    case "record":
      return "an object";
    default:
      return unreachable(data);
  }
}
