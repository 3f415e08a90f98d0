/**
 * The faults and doubts of every call, as diagnostics: each on the name of the field, or on its value. What shares a
 * place, because the object is not written out there, shares a diagnostic; a loop's body is told about once.
 */
import { validateInput } from "../../catalog/validate.ts";
import { describeAsThing, describeType } from "../../catalog/path.ts";
import { allowedValues } from "../../catalog/allowed-values.ts";
import type { Endpoint, Schema } from "../../catalog/schema.ts";
import type { Report } from "../../diagnostics/collector.ts";
import type { FieldFact } from "../../diagnostics/catalogue/calls.ts";
import { textAt } from "../../diagnostics/in-place.ts";
import type { Proposal } from "../../diagnostics/rewrite.ts";
import { tick } from "../../diagnostics/wording.ts";
import type { Span } from "../../diagnostics/span.ts";
import { printPath } from "../../graph/print-path.ts";
import { unreachable } from "../../lib/unreachable.ts";
import type { Call, Data } from "../2-evaluate/values.ts";
import { rewriteValue } from "./data-place.ts";
import { type Doubt, findDoubts } from "./doubts.ts";
import { type Fault, findFaults } from "./find-faults.ts";
import { repairMedia } from "./repair-media.ts";
import { repair } from "./repair.ts";

type CallCode =
  | "field-unknown"
  | "field-undescribed"
  | "field-missing"
  | "field-value"
  | "field-range"
  | "field-type"
  | "field-reference"
  | "field-uncertain"
  | "field-media"
  | "field-unit";

interface Found {
  readonly code: CallCode;
  readonly span: Span;
  readonly facts: readonly FieldFact[];
  readonly rewrite: Proposal | undefined;
  readonly call: Call;
}

export function checkCalls(calls: readonly Call[], report: Report): void {
  const places = new Map<string, Map<string, Found>>();
  for (const call of calls) {
    const endpoint = call.known;
    if (endpoint === undefined || call.trust === "none") continue;
    for (const found of findIn(call, endpoint)) {
      const { source, start, end } = found.span;
      const key = `${found.code} ${source.path} ${start} ${end}`;
      const others = places.get(key) ?? new Map<string, Found>();
      // A loop sends the same field once a round; a helper may be given different ones.
      const field = `${endpoint.id} ${found.facts[0]?.field}`;
      if (!others.has(field)) others.set(field, found);
      places.set(key, others);
    }
  }
  for (const found of places.values()) {
    const [first] = found.values();
    if (first === undefined) continue;
    const { code, span, call, rewrite } = first;
    report(code, span, { fields: [...found.values()].flatMap(({ facts }) => facts) }, call.trail, rewrite);
  }
}

function findIn(call: Call, { input, isPartial }: Endpoint): readonly Found[] {
  const all = withoutMisspelt(findFaults(input, call.input));
  const faults = (call.trust === "present" ? all.filter(isOfPresent) : all).map((fault): Found => ({
    code: codeOf(fault, isPartial === true),
    span: spanOfFault(fault),
    facts: factsOf(fault).map((fact) => ({ endpoint: call.endpoint, ...fact })),
    rewrite: repair(fault),
    call,
  }));
  const doubts = findDoubts(input, call.input).map((doubt): Found => ({
    code: `field-${doubt.kind}`,
    span: doubt.place.data.span,
    facts: [{ endpoint: call.endpoint, ...factOfDoubt(doubt) }],
    rewrite: repairDoubt(doubt, input),
    call,
  }));
  // A value of the wrong type has enough to say.
  const faulty = new Set(faults.map(({ span }) => span));
  return [...faults, ...doubts.filter(({ span }) => !faulty.has(span))];
}

/**
 * Whether the fault would be there with more fields and items than are known. What is lacking is so for sure where all is
 * written out, and the field is not among it: `{ prompt: settings.prompt }` may lack it for what was refused before.
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

/** A misspelt field is one mistake, though the right one is missing for it. */
function withoutMisspelt(faults: readonly Fault[]): readonly Fault[] {
  const meant = new Set(
    faults.flatMap((fault) => {
      if (fault.kind !== "unknown") return [];
      const { nearest, place } = fault;
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

function codeOf(fault: Fault, isPartial: boolean): CallCode {
  switch (fault.kind) {
    case "unknown":
      return isPartial ? "field-undescribed" : "field-unknown";
    case "value":
      return fault.problem.type === "literal_error" ? "field-value" : "field-range";
    case "type": {
      const { kind } = fault.place.data;
      return kind === "reference" || kind === "text" ? "field-reference" : "field-type";
    }
    default:
      return `field-${fault.kind}`;
  }
}

function spanOfFault({ kind, place }: Fault): Span {
  const { owner, data, path } = place;
  const key =
    kind === "unknown" && owner?.kind === "record" ? owner.keys.get(String(path.at(-1))) : undefined;
  return key ?? data.span;
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
      const allowed = allowedValues(fault.wanted).map((value) => JSON.stringify(value));
      return [{ field, given: valueText(place.data), allowed, problem: fault.problem.msg }];
    }
    case "type":
      return [{ field, given: kindText(place.data), wanted: describeAsThing(fault.wanted) }];
    case "uncertain":
      return [{ field, given: refusedOf(fault), wanted: describeAsThing(fault.wanted) }];
    default:
      return unreachable(fault);
  }
}

function factOfDoubt(doubt: Doubt): Omit<FieldFact, "endpoint"> {
  const field = printPath(doubt.place.path);
  if (doubt.kind === "media") return { field, given: doubt.given, wanted: doubt.wanted };
  return { field, given: valueText(doubt.place.data) };
}

function repairDoubt(doubt: Doubt, input: Schema): Proposal | undefined {
  if (doubt.kind === "media") return repairMedia(doubt, input);
  return doubt.milliseconds === undefined ? undefined : rewriteValue(doubt.place, String(doubt.milliseconds));
}

/** What the run may bring that will not do: the values, or their kind. */
function refusedOf({ place, wanted }: Extract<Fault, { kind: "uncertain" }>): string {
  const source =
    place.data.kind === "reference" ? (place.data.reference.schema ?? {}) : { type: "string" as const };
  const refused = allowedValues(source).filter((value) => validateInput(wanted, value).length > 0);
  if (refused.length > 0) {
    const shown = refused.slice(0, 5).map((value) => tick(JSON.stringify(value)));
    return [...shown, ...(refused.length > 5 ? ["…"] : [])].join(", ");
  }
  return `something else (${describeType(source)})`;
}

/** A known value as it stands in code. */
function valueText(data: Data): string {
  if (data.kind === "literal") return tick(JSON.stringify(data.value));
  return data.kind === "list" ? `a list of ${data.items.length}` : kindText(data);
}

function kindText(data: Data): string {
  switch (data.kind) {
    case "literal":
      return data.value === null ? "null" : `the ${typeof data.value} ${tick(JSON.stringify(data.value))}`;
    case "reference":
      return describeAsThing(data.reference.schema ?? {});
    case "text":
      return "a text";
    case "list":
      return "a list";
    case "record":
      return "an object";
    default:
      return unreachable(data);
  }
}
