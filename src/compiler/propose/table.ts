/**
 * Rewrites that need the syntax tree around a location: code → a function that makes the rewrite from the author's
 * own code. `undefined` leaves it to the catalogue, which has only the facts and the line. A rewrite preserves the
 * meaning, or its note says what is different; if neither is possible, there are words.
 */
import type { DiagnosticCode, DiagnosticFacts } from "../../diagnostics/diagnostic.ts";
import { isRewrite, overlap, type Proposal } from "../../diagnostics/rewrite.ts";
import type { Span } from "../../diagnostics/span.ts";
import type { Module } from "../1-parse/module.ts";
import { isMisspelling } from "../../guess/suggest.ts";
import type { TS } from "../typescript.ts";
import { afterFirst } from "./after.ts";
import type { Caller } from "./caller.ts";
import * as declarations from "./declaration.ts";
import { decisionRewrite, keyPerCase } from "./decision.ts";
import { defaultInCode, withoutGap } from "./default.ts";
import { filterByPresence, itemsWrittenOut } from "./items.ts";
import { calledWithoutArguments, calledWithOne, valueOnly, withoutMethodCall } from "./method.ts";
import * as modules from "./module.ts";
import { nodeAt } from "./node-at.ts";
import * as objects from "./object.ts";
import { computedBefore, newObject, packageCall } from "./operator.ts";
import { outsideRewrite, withoutUnused, withoutWaiting } from "./outside.ts";
import * as promises from "./promise.ts";
import * as schemas from "./schema.ts";
import { laidOut, replaced } from "./source.ts";
import * as statements from "./statement.ts";
import { endpointWritten } from "./endpoint.ts";
import type { Literal, Written } from "./written-at.ts";
import { referenceForText, valueAlone } from "./text.ts";
import { wholeWrittenOut } from "./whole.ts";
import { withoutEnvelope } from "./without-envelope.ts";
import { workflowOfModel } from "./workflow-of-model.ts";

type Make<Code extends DiagnosticCode> = (
  node: TS.Node,
  module: Module,
  facts: DiagnosticFacts<Code>,
  caller: Caller | undefined,
  find: FindWritten,
) => Proposal | undefined;

/** Finds where a value of the node was written: see `writtenAt`. */
export type FindWritten = (node: TS.Node, value: Literal) => Written | undefined;

export const makers: { readonly [Code in DiagnosticCode]?: Make<Code> } = {
  "accessor-unsupported": (node, module, { isInside }) =>
    isInside ? undefined : objects.copyOfObject(node, module),
  "after-missing": (node, module, { firstSpan }) => afterFirst(node, firstSpan, module),
  "assign-constant": declarations.letRewrite,
  "assign-import": declarations.ownVariable,
  "await-missing": promises.awaited,
  "call-unknown": (node, module, { what }) => (what === undefined ? undefined : valueOnly(node, module)),
  "condition-unknown": (node, module, { root }, caller) =>
    filterByPresence(node, module) ?? decisionRewrite(node, module, caller, root),
  "conversion-unsupported": calledWithoutArguments,
  "endpoint-unknown": endpointWritten,
  "global-unsupported": withoutUnused,
  "import-package": packageCall,
  "input-default-in-comment": (_, module, { defaults: [only, ...others] }) =>
    only && others.length === 0 ? defaultInCode(...only, module) : undefined,
  "input-not-object": schemas.asField,
  "input-optional": (node, module, { field }) => withoutGap(node, field, module),
  "input-type-unsupported": schemas.jsonType,
  "input-untyped": schemas.typedParameter,
  "key-order-unknown": objects.keysWrittenOut,
  "key-unknown": keyPerCase,
  "key-unsupported": objects.spreadForPrototype,
  "loop-unknown": itemsWrittenOut,
  "method-on-reference": withoutMethodCall,
  "model-options": calledWithOne,
  "model-id-invalid": endpointWritten,
  "model-call-outside": statements.insideWorkflow,
  "module-unsupported": modules.importForDynamic,
  "name-before-definition": declarations.declaredFirst,
  "name-unknown": (node, module, { name, nearest }) =>
    nearest !== undefined && isMisspelling(name, nearest) ? replaced(node, nearest, module) : undefined,
  "new-unsupported": (node, module) =>
    withoutUnused(node, module) ?? modules.writtenUrl(node, module) ?? withoutWaiting(node, module),
  "operator-on-reference": (node, module, { operator, changes }, caller) =>
    changes === true ? newObject(node, module) : computedBefore(node, operator, module, caller),
  "order-unknown": promises.returnedInstead,
  "outside-effect": (node, module, { name }) => outsideRewrite(node, name, module),
  "path-key": objects.wholeValue,
  "path-missing": (node, module, { envelope }) =>
    envelope === undefined ? undefined : withoutEnvelope(node, envelope, module),
  "promise-not-awaited": promises.awaited,
  "promise-unsupported": promises.withoutPromiseMethod,
  "result-envelope": (node, module, { key, endpoint }) =>
    withoutEnvelope(node, key, module, `if the output of ${endpoint} has no field "${key}"`),
  "result-unused": (node, module, { callee }) => statements.usedResult(node, callee, module),
  "return-missing": (_, module, { result }) => statements.returned(result, module),
  "return-not-object": (node, module, { what }) => statements.returnedInObject(node, what, module),
  "schema-callback": schemas.withoutCallback,
  "schema-method": schemas.withoutMethod,
  "spread-unknown": (node, module, { keys = [], ...known }) => objects.writtenOut(node, keys, module, known),
  "string-starts-with-dollar": (node, module, { text }) => referenceForText(node, text, module),
  "text-not-string": (node, module, { inside = [], root }) => valueAlone(node, inside, module, root),
  "thenable-awaited": promises.notAwaited,
  "try-unsupported": statements.tried,
  "value-not-json": (node, module, { rewrite }) =>
    typeof rewrite === "string" ? replaced(node, rewrite, module) : rewrite,
  "whole-optional": wholeWrittenOut,
  "workflow-not-function": workflowOfModel,
};

/** The rewrite for a diagnostic at the node. `caller`: the call that led to it, if it is in a helper. */
export function rewriteOf<Code extends DiagnosticCode>(
  code: Code,
  node: TS.Node,
  module: Module,
  facts: DiagnosticFacts<Code>,
  caller: Caller | undefined,
  find: FindWritten = () => undefined,
): Proposal | undefined {
  // The row takes the facts of its own code; TypeScript does not see that the key is the same.
  const make = makers[code] as Make<Code> | undefined;
  const proposal = make?.(node, module, facts, caller, find);
  if (typeof proposal !== "object" || !isRewrite(proposal)) return proposal;
  // Too many edits to read, or an edit inside another one.
  return proposal.edits.length > maxEdits || overlap(proposal.edits) ? undefined : laidOut(proposal);
}

const maxEdits = 100;

/** Like `rewriteOf`, for a span: uses the innermost node that has exactly this span. */
export function rewriteAt<Code extends DiagnosticCode>(
  code: Code,
  span: Span,
  modules: ReadonlyMap<string, Module>,
  facts: DiagnosticFacts<Code>,
): Proposal | undefined {
  const module = modules.get(span.source.path);
  if (module === undefined || makers[code] === undefined) return undefined;
  const node = nodeAt(span, module);
  return node && rewriteOf(code, node, module, facts, undefined);
}
