/**
 * Mistakes that both falc and TypeScript find: falc's diagnostic is kept, because it has the rewrite. The two count
 * as the same only if a row here says so, and their locations match; in doubt, both are shown.
 */
import type { Diagnostic, DiagnosticCode } from "../../diagnostics/diagnostic.ts";
import { positionAt, type Span } from "../../diagnostics/span.ts";
import { addTo } from "../../lib/add-to.ts";
import type { TypeDiagnostic } from "./type-diagnostics.ts";

const notAssignable = ["TS2322", "TS2345", "TS2769", "TS2820"];
const unknownField = ["TS2353", "TS2561"];
const missingField = ["TS2345", "TS2739", "TS2740", "TS2741", "TS2769"];
const unknownProperty = ["TS2339", "TS2551", "TS7053"];
const maybeNullish = ["TS2532", "TS2533", "TS18047", "TS18048", "TS18049"];
/** A wrong id matches no overload of `model`; the result then has a type made of all endpoints. */
const unknownEndpoint = ["TS2345", "TS2769"];
const unknownName = [
  "TS2304",
  "TS2552",
  "TS2503",
  "TS2580",
  "TS2584",
  "TS2591",
  "TS18004",
  "TS1361",
  "TS1362",
  "TS2693",
];

/** falc's code → TypeScript's codes for the same mistake. */
const rows: ReadonlyMap<DiagnosticCode, readonly string[]> = new Map<DiagnosticCode, readonly string[]>([
  ["endpoint-unknown", unknownEndpoint],
  ["model-id-invalid", unknownEndpoint],
  ["field-unknown", unknownField],
  ["field-missing", missingField],
  ["field-type", [...notAssignable, ...missingField]],
  ["field-reference", [...notAssignable, ...missingField]],
  ["field-value", notAssignable],
  ["field-media", notAssignable],
  ["path-missing", unknownProperty],
  ["path-index", unknownProperty],
  ["path-into-text", unknownProperty],
  ["property-of-nothing", [...unknownProperty, ...maybeNullish]],
  ["optional-unknown", maybeNullish],
  ["name-unknown", unknownName],
  ["name-before-definition", ["TS2448", "TS2449", "TS2454"]],
  ["assign-constant", ["TS2588"]],
  ["assign-import", ["TS2632", "TS2540"]],
  ["import-json-invalid", ["TS5083", "TS6053", "TS18000"]],
  ["import-not-found", ["TS2307"]],
  ["import-outside-project", ["TS2307"]],
  ["export-not-found", ["TS2305", "TS2614", "TS2724", "TS1192", "TS1205", "TS1448", "TS1484"]],
]);

/** The type errors that falc's own errors do not cover. */
export function withoutRepeated(
  types: readonly TypeDiagnostic[],
  own: readonly Diagnostic[],
): readonly TypeDiagnostic[] {
  const errors = new Map<string, Diagnostic[]>();
  const hasUnknownEndpoint = own.some(({ code }) => code === "endpoint-unknown");
  for (const diagnostic of own) {
    if (diagnostic.kind === "warning" && diagnostic.code !== "endpoint-unknown") continue;
    const { source, start, end } = diagnostic.span;
    for (const line of new Set([lineOf(diagnostic.span, start), lineOf(diagnostic.span, end)]))
      addTo(errors, `${line} ${source.path}`, diagnostic);
  }
  const following = new Set(
    types
      .filter(({ error }) => hasUnknownEndpoint && isOfAnyEndpoint(error.text))
      .map(({ diagnostic: { span } }) => keyOfLine(span, span.start)),
  );
  return types.filter(({ error, diagnostic: { span } }) => {
    if (hasUnknownEndpoint && isOfAnyEndpoint(error.text)) return false;
    // The parameters of a callback have no type then.
    if (implicitAny.has(error.code) && following.has(keyOfLine(span, span.start))) return false;
    const near = errors.get(keyOfLine(span, span.start)) ?? [];
    return !near.some((each) => hasSameMessage(each.code, error.code) && isSamePlace(each.span, span));
  });
}

/**
 * `Property 'images' does not exist on type 'EndpointOutput<EndpointId>'`: caused by an id that TypeScript does not
 * know.
 */
function isOfAnyEndpoint(text: string): boolean {
  return /\bEndpoint(?:In|Out)put<EndpointId>/.test(text);
}

const implicitAny: ReadonlySet<string> = new Set(["TS7006", "TS7031"]);

function keyOfLine(span: Span, offset: number): string {
  return `${lineOf(span, offset)} ${span.source.path}`;
}

function lineOf({ source }: Span, offset: number): number {
  return positionAt(source, offset).line;
}

/** For syntax errors, both have TypeScript's own words. */
function hasSameMessage(code: DiagnosticCode, typescript: string): boolean {
  const isSyntax = code === "syntax-error" || code === "import-json-invalid";
  return (isSyntax && /^TS1\d\d\d$/.test(typescript)) || rows.get(code)?.includes(typescript) === true;
}

/**
 * Not anywhere inside falc's span: in `prompt: describe(3)`, both the argument and the field may be wrong. So both
 * must start at the same position; or TypeScript marks the last name of falc's path, or the key of falc's value
 * (`seed: "a"`).
 */
function isSamePlace(own: Span, type: Span): boolean {
  if (own.start === type.start) return true;
  const { text } = own.source;
  const isLast = own.start < type.start && type.end <= own.end && own.end - type.end <= 1;
  if (isLast) return /^\]?$/.test(text.slice(type.end, own.end));
  const between = own.start - type.end;
  return between > 0 && between < 100 && /^\s*:\s*$/.test(text.slice(type.end, own.start));
}
