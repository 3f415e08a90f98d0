/**
 * Suggestions that need the syntax tree around a location: code → a function that makes one from the author's own
 * code. `undefined` leaves it to `facts/`, which has only the facts and the line. A rewrite preserves the meaning, or its
 * note says what is different; if neither is possible, there are words.
 */
import type { DiagnosticCode, DiagnosticFacts } from "../../diagnostics/diagnostic.ts";
import { isRewrite, overlap, type Suggestion } from "../../diagnostics/suggestion.ts";
import type { Finding } from "../../diagnostics/finding.ts";
import type { Evaluated } from "../2-evaluate/machine/machine.ts";
import type { Value } from "../2-evaluate/values/values.ts";
import { isMisspelling } from "../../guess/suggest.ts";
import { ts, type TS } from "../typescript.ts";
import { afterFirst } from "./after.ts";
import { type Here, hereIn, type KnownOfWorkflow } from "./here.ts";
import { asJson } from "./not-json.ts";
import { declaredOutput, inObject, otherId, rightOptions, validId } from "./model-call.ts";
import { supportedImport, supportedSyntax } from "./unsupported.ts";
import * as declarations from "./declaration.ts";
import { decisionSuggestion, keyPerCase } from "./decision/decision.ts";
import { defaultInCode, withoutGap } from "./default.ts";
import { validName } from "./input.ts";
import { filterByPresence, itemsWrittenOut } from "./items.ts";
import { calledWithoutArguments, valueOnly, withoutMethodCall, withoutNew } from "./method.ts";
import * as modules from "./module.ts";
import * as objects from "./object.ts";
import { computedBefore, newObject, packageCall } from "./operator.ts";
import { outsideSuggestion, withoutUnused, withoutWaiting } from "./outside.ts";
import * as promises from "./promise.ts";
import * as schemas from "./schema.ts";
import { asserted, rightPath, wholeAddress } from "./read-path.ts";
import { laidOut, replaced } from "./source.ts";
import * as statements from "./statement.ts";
import { endpointWritten } from "./endpoint.ts";
import { referenceForText, valueAlone } from "./text.ts";
import { wholeWrittenOut } from "./whole.ts";
import { withoutEnvelope } from "./without-envelope.ts";
import { workflowOfModel } from "./workflow-of-model.ts";

type Make<Code extends DiagnosticCode> = (
  node: TS.Node,
  module: Here,
  facts: DiagnosticFacts<Code>,
  value: Value | undefined,
) => Suggestion | undefined;

export const makers: { readonly [Code in DiagnosticCode]?: Make<Code> } = {
  "accessor-unsupported": (node, module, { isInside }) =>
    isInside ? undefined : objects.copyOfObject(node, module),
  "after-missing": (node, module, _, first) => afterFirst(node, first, module),
  "assign-constant": declarations.letSuggestion,
  "assign-import": declarations.ownVariable,
  "await-missing": promises.awaited,
  "call-unknown": (node, module, { what }) => (what === undefined ? undefined : valueOnly(node, module)),
  "condition-unknown": (node, module, value) =>
    filterByPresence(node, module) ?? decisionSuggestion(node, module, value),
  "conversion-unsupported": calledWithoutArguments,
  "declaration-unsupported": declarations.constSuggestion,
  "endpoint-unknown": endpointWritten,
  "global-unsupported": withoutUnused,
  "import-package": packageCall,
  // If one call is evaluated twice, so is the rewritten one.
  "id-duplicate": (node, module, { id, isSameCall }) =>
    isSameCall || !ts.isCallExpression(node) ? undefined : otherId(node.arguments[1], id, `${id}_2`, module),
  "id-invalid": (node, module, { id }) => otherId(node, id, validId(id), module),
  "input-default-in-comment": (_, module, { defaults: [only, ...others] }) =>
    only && others.length === 0 ? defaultInCode(...only, module) : undefined,
  "input-field-name": (_, module, { name }) => {
    const edits = validName(name, module);
    return edits && { edits };
  },
  "input-not-object": schemas.asField,
  "input-optional": (node, module, { field }) => withoutGap(node, field, module),
  "input-type-unsupported": schemas.jsonType,
  "input-untyped": schemas.typedParameter,
  "key-order-unknown": objects.keysWrittenOut,
  "key-unknown": keyPerCase,
  "key-unsupported": objects.spreadForPrototype,
  "loop-unknown": itemsWrittenOut,
  "method-on-reference": withoutMethodCall,
  "generator-unsupported": (node) => ({
    words: ts.isYieldExpression(node)
      ? "Put it into a variable first: `const value = yield …;`."
      : "Go through it with `for await (const value of …)`.",
  }),
  "model-input": inObject,
  "model-options": rightOptions,
  "model-id-invalid": endpointWritten,
  "model-call-outside": statements.insideWorkflow,
  "module-unsupported": supportedImport,
  "name-before-definition": declarations.declaredFirst,
  "name-unknown": (node, module, { name, nearest }) =>
    nearest !== undefined && isMisspelling(name, nearest) ? replaced(node, nearest, module) : undefined,
  "new-unsupported": (node, module, { name, isFunction }) =>
    withoutUnused(node, module) ??
    (name === "URL" ? modules.writtenUrl(node, module) : undefined) ??
    withoutWaiting(node, name, module) ??
    (isFunction === true ? withoutNew(node, module) : undefined),
  "operator-on-reference": (node, module, facts) =>
    facts.changes === true ? newObject(node, module) : computedBefore(node, facts, module),
  "optional-unknown": asserted,
  "order-unknown": promises.returnedInstead,
  "outside-effect": (node, module, { name }) => outsideSuggestion(node, name, module),
  "path-key": objects.wholeValue,
  "path-index": (node, module, facts) =>
    rightPath(node, module, facts) ??
    // In a pattern, nothing looks like an index.
    (ts.isElementAccessExpression(node)
      ? undefined
      : { words: "Take the value as a whole, instead of destructuring it as an array." }),
  "path-into-text": (node, module, { isAddress }) => wholeAddress(node, module, isAddress),
  "path-missing": (node, module, { envelope, ...facts }) =>
    envelope === undefined ? rightPath(node, module, facts) : withoutEnvelope(node, envelope, module),
  "promise-not-awaited": promises.awaited,
  "promise-unsupported": promises.withoutPromiseMethod,
  "result-envelope": (node, module, { key, endpoint }) =>
    withoutEnvelope(node, key, module, `if the output of ${endpoint} has no field "${key}"`),
  "result-unused": (node, module, { callee }) => statements.usedResult(node, callee, module),
  "return-missing": (_, module, { result }) => statements.returned(result, module),
  "return-not-object": (node, module, { what }) => statements.returnedInObject(node, what, module),
  "schema-callback": (node, module, { name }) => schemas.withoutCallback(node, name, module),
  "schema-method": (node, module, { name }) => schemas.withoutMethod(node, name, module),
  "spread-unknown": (node, module, { keys = [], ...known }) => objects.writtenOut(node, keys, module, known),
  "string-starts-with-dollar": (node, module, { text }) => referenceForText(node, text, module),
  "syntax-unsupported": supportedSyntax,
  "text-type-unknown": (_, module, facts) => declaredOutput(module, facts),
  "text-not-string": (node, module, { inside = [], ...value }) => valueAlone(node, inside, module, value),
  "thenable-awaited": promises.notAwaited,
  "try-unsupported": statements.tried,
  "value-not-json": asJson,
  "whole-optional": wholeWrittenOut,
  "workflow-not-async": promises.asAsync,
  "workflow-not-function": workflowOfModel,
  "workflow-parameters": schemas.oneParameter,
};

/** The suggestion for a problem at the node. `undefined` leaves it to the facts alone. */
export function suggestionAt(
  { code, span, facts, trail }: Finding,
  { node, value, caller }: Evaluated,
  known: KnownOfWorkflow,
): Suggestion | undefined {
  const module = known.modules.get(span.source.path);
  if (module === undefined || node === undefined || span.source.text.length > maxLength) return undefined;
  return suggestionOf(code, node, hereIn(module, trail, known, caller), facts, value);
}

/** The maximum length of a file that is searched, in characters. */
const maxLength = 300_000;

export function suggestionOf<Code extends DiagnosticCode>(
  code: Code,
  node: TS.Node,
  here: Here,
  facts: DiagnosticFacts<Code>,
  value?: Value,
): Suggestion | undefined {
  // The row takes the facts of its own code; TypeScript does not see that the key is the same.
  const make = makers[code] as Make<Code> | undefined;
  const suggestion = make?.(node, here, facts, value);
  if (typeof suggestion !== "object" || !isRewrite(suggestion)) return suggestion;
  // Too many edits to read, or an edit inside another one.
  return suggestion.edits.length > maxEdits || overlap(suggestion.edits) ? undefined : laidOut(suggestion);
}

const maxEdits = 100;
