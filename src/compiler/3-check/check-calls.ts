/**
 * The faults and doubts of every call, as diagnostics: each on the name of the field, or on its value. What shares a
 * place, because the object is not written out there, shares a diagnostic; a loop's body is told about once.
 */
import { describeType } from "../../catalog/path.ts";
import { allowedValues } from "../../catalog/allowed-values.ts";
import type { Catalog, Endpoint, Schema } from "../../catalog/schema.ts";
import type { Report } from "../../diagnostics/collector.ts";
import type { FieldFact } from "../../diagnostics/catalogue/calls.ts";
import type { Span } from "../../diagnostics/span.ts";
import { unreachable } from "../../lib/unreachable.ts";
import type { EvaluatedWorkflow } from "../2-evaluate/evaluate.ts";
import type { Call, Data } from "../2-evaluate/values.ts";
import { printPath, rewriteValue } from "./data-place.ts";
import { type Doubt, findDoubts } from "./doubts.ts";
import { type Fault, findFaults } from "./find-faults.ts";
import { repairMedia } from "./repair-media.ts";
import { nearestField, repair } from "./repair.ts";

type CallCode =
  | "field-unknown"
  | "field-undescribed"
  | "field-missing"
  | "field-value"
  | "field-type"
  | "field-uncertain"
  | "field-media"
  | "field-unit";

interface Found {
  readonly code: CallCode;
  readonly span: Span;
  readonly fact: FieldFact;
  readonly rewrite: string | undefined;
  readonly call: Call;
}

export function checkCalls({ calls, declared }: EvaluatedWorkflow, catalog: Catalog, report: Report): void {
  const own = new Map(declared.map((endpoint) => [endpoint.id, endpoint]));
  const places = new Map<string, Found[]>();
  for (const call of calls) {
    const endpoint = own.get(call.endpoint) ?? catalog.find(call.endpoint);
    if (endpoint === undefined) continue;
    for (const found of findIn(call, endpoint)) {
      const { source, start, end } = found.span;
      const key = `${found.code} ${source.path} ${start} ${end}`;
      const others = places.get(key) ?? [];
      // A loop sends the same field once a round; a helper may be given different ones.
      if (others.some(({ fact }) => fact.field === found.fact.field)) continue;
      places.set(key, [...others, found]);
    }
  }
  for (const [first, ...more] of places.values()) {
    if (first === undefined) continue;
    const { code, span, call, rewrite } = first;
    const facts = { endpoint: call.endpoint, fields: [first, ...more].map(({ fact }) => fact) };
    report(code, span, facts, call.trail, rewrite);
  }
}

function findIn(call: Call, { input, isPartial }: Endpoint): readonly Found[] {
  const faults = findFaults(input, call.input).map((fault): Found => ({
    code: codeOf(fault, isPartial === true),
    span: spanOfFault(fault),
    fact: factOf(fault),
    rewrite: repair(fault),
    call,
  }));
  const doubts = findDoubts(input, call.input).map((doubt): Found => ({
    code: `field-${doubt.kind}`,
    span: doubt.place.data.span,
    fact: factOfDoubt(doubt),
    rewrite: repairDoubt(doubt, input),
    call,
  }));
  // A value of the wrong type has enough to say.
  const faulty = new Set(faults.map(({ span }) => span));
  return [...faults, ...doubts.filter(({ span }) => !faulty.has(span))];
}

function codeOf({ kind }: Fault, isPartial: boolean): CallCode {
  return kind === "unknown" && isPartial ? "field-undescribed" : `field-${kind}`;
}

function spanOfFault({ kind, place }: Fault): Span {
  const { owner, data, path } = place;
  const key =
    kind === "unknown" && owner?.kind === "record" ? owner.keys.get(String(path.at(-1))) : undefined;
  return key ?? data.span;
}

function factOf(fault: Fault): FieldFact {
  const field = printPath(fault.place);
  switch (fault.kind) {
    case "unknown":
      return { field, valid: fault.valid, nearest: nearestField(fault) };
    case "missing":
      return { field: printPath({ path: [...fault.place.path, fault.field] }), owner: field };
    case "value": {
      const allowed = allowedValues(fault.wanted).map((value) => JSON.stringify(value));
      return { field, given: valueText(fault.place.data), allowed, problem: fault.problem.msg };
    }
    case "type":
    case "uncertain":
      return { field, given: kindText(fault.place.data), wanted: describeType(fault.wanted) };
    default:
      return unreachable(fault);
  }
}

function factOfDoubt(doubt: Doubt): FieldFact {
  const field = printPath(doubt.place);
  if (doubt.kind === "media") return { field, given: doubt.given, wanted: doubt.wanted };
  return { field, given: valueText(doubt.place.data) };
}

function repairDoubt(doubt: Doubt, input: Schema): string | undefined {
  if (doubt.kind === "media") return repairMedia(doubt, input);
  return doubt.milliseconds === undefined ? undefined : rewriteValue(doubt.place, String(doubt.milliseconds));
}

/** A known value as it stands in code. */
function valueText(data: Data): string {
  if (data.kind === "literal") return JSON.stringify(data.value);
  return data.kind === "list" ? `a list of ${data.items.length}` : kindText(data);
}

function kindText(data: Data): string {
  switch (data.kind) {
    case "literal":
      return data.value === null ? "null" : `the ${typeof data.value} ${JSON.stringify(data.value)}`;
    case "reference":
      return describeType(data.reference.schema ?? {});
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
