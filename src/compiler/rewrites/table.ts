/**
 * Rewrites that need the syntax tree around the place: code → what makes it of the author's own code. `undefined` leaves
 * it to the catalogue, which has only the facts and the line. A rewrite means what the code meant, or its note says what
 * is different; where none does, there are words.
 */
import type { DiagnosticCode, DiagnosticFacts } from "../../diagnostics/diagnostic.ts";
import { isRewrite, overlap, type Proposal } from "../../diagnostics/rewrite.ts";
import type { Span } from "../../diagnostics/span.ts";
import { type Module, spanOf } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import { functionForGetter } from "./accessor.ts";
import type { Caller } from "./caller.ts";
import * as declarations from "./declaration.ts";
import { decisionRewrite, keyPerCase } from "./decision.ts";
import { defaultInCode, withoutGap } from "./default.ts";
import { listForGenerator } from "./generator.ts";
import { filterByPresence, itemsWrittenOut } from "./items.ts";
import { calledWithoutArguments, calledWithOne, valueOnly, withoutMethodCall } from "./method.ts";
import * as modules from "./module.ts";
import * as objects from "./object.ts";
import { computedBefore, packageCall } from "./operator.ts";
import { outsideRewrite, withoutUnused, withoutWaiting } from "./outside.ts";
import * as promises from "./promise.ts";
import * as schemas from "./schema.ts";
import { replaced } from "./source.ts";
import * as statements from "./statement.ts";
import { referenceForText, valueAlone } from "./text.ts";
import { wholeWrittenOut } from "./whole.ts";
import { workflowOfModel } from "./workflow-of-model.ts";

type Make<Code extends DiagnosticCode> = (
  node: TS.Node,
  module: Module,
  facts: DiagnosticFacts<Code>,
  caller: Caller | undefined,
) => Proposal | undefined;

export const makers: { readonly [Code in DiagnosticCode]?: Make<Code> } = {
  "accessor-unsupported": functionForGetter,
  "assign-constant": declarations.letRewrite,
  "assign-import": declarations.ownVariable,
  "await-missing": promises.awaited,
  "call-unknown": (node, module, { what }) => (what === undefined ? undefined : valueOnly(node, module)),
  "condition-unknown": (node, module, _, caller) =>
    filterByPresence(node, module) ?? decisionRewrite(node, module, caller),
  "conversion-unsupported": calledWithoutArguments,
  "declaration-unsupported": objects.objectForNamespace,
  "generator-unsupported": listForGenerator,
  "global-unsupported": withoutUnused,
  "import-package": packageCall,
  "input-default-in-comment": (_, module, { field, value }) => defaultInCode(field, value, module),
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
  "model-call-outside": statements.insideWorkflow,
  "module-unsupported": modules.importForDynamic,
  "name-before-definition": declarations.declaredFirst,
  "name-unknown": (node, module, { nearest }) => nearest && replaced(node, nearest, module),
  "new-unsupported": (node, module) =>
    withoutUnused(node, module) ?? modules.writtenUrl(node, module) ?? withoutWaiting(node, module),
  "operator-on-reference": (node, module, { operator }, caller) =>
    computedBefore(node, operator, module, caller),
  "order-unknown": promises.returnedInstead,
  "outside-effect": (node, module, { name }) => outsideRewrite(node, name, module),
  "path-key": objects.wholeValue,
  "promise-not-awaited": promises.awaited,
  "promise-unsupported": promises.withoutPromiseMethod,
  "result-unused": (node, module, { callee }) => statements.usedResult(node, callee, module),
  "return-missing": (_, module, { result }) => statements.returned(result, module),
  "schema-callback": schemas.withoutCallback,
  "schema-method": schemas.withoutMethod,
  "spread-unknown": (node, module, { keys = [] }) => objects.writtenOut(node, keys, module),
  "string-starts-with-dollar": (node, module, { text }) => referenceForText(node, text, module),
  "text-not-string": (node, module, { inside = [] }) => valueAlone(node, inside, module),
  "thenable-awaited": promises.notAwaited,
  "try-unsupported": statements.tried,
  "value-not-json": (node, module, { rewrite }) => rewrite && replaced(node, rewrite, module),
  "whole-optional": wholeWrittenOut,
  "workflow-not-function": workflowOfModel,
};

/** The rewrite of what is reported at the node. `caller`: the call that led to it, where it is in a helper. */
export function rewriteOf<Code extends DiagnosticCode>(
  code: Code,
  node: TS.Node,
  module: Module,
  facts: DiagnosticFacts<Code>,
  caller: Caller | undefined,
): Proposal | undefined {
  // The row takes the facts of its own code; TypeScript does not see that the key is the same.
  const make = makers[code] as Make<Code> | undefined;
  const proposal = make?.(node, module, facts, caller);
  if (typeof proposal !== "object" || !isRewrite(proposal)) return proposal;
  // More than a person reads, or a value inside another that is changed too.
  return proposal.edits.length > maxEdits || overlap(proposal.edits) ? undefined : proposal;
}

const maxEdits = 100;

/** As `rewriteOf`, for what is reported at a place: of its file's nodes the innermost that stands exactly there. */
export function rewriteAt<Code extends DiagnosticCode>(
  code: Code,
  span: Span,
  modules: ReadonlyMap<string, Module>,
  facts: DiagnosticFacts<Code>,
): Proposal | undefined {
  const module = modules.get(span.source.path);
  if (module === undefined || makers[code] === undefined) return undefined;
  const find = (node: TS.Node): TS.Node | undefined => {
    if (node.end < span.end || node.pos > span.start) return undefined;
    const inner = ts.forEachChild(node, find);
    if (inner !== undefined) return inner;
    const { start, end } = spanOf(module, node);
    return start === span.start && end === span.end ? node : undefined;
  };
  const node = find(module.tree);
  return node && rewriteOf(code, node, module, facts, undefined);
}
