/**
 * Rewrites that need the syntax tree around the place: code → what makes it of the author's own code. `undefined` leaves
 * it to the catalogue, which has only the facts and the line.
 */
import type { DiagnosticCode, DiagnosticFacts } from "../../diagnostics/diagnostic.ts";
import type { Module } from "../1-parse/module.ts";
import type { TS } from "../typescript.ts";
import type { Caller } from "./caller.ts";
import * as classes from "./class.ts";
import * as declarations from "./declaration.ts";
import { decisionRewrite } from "./decision.ts";
import { calledDirectly, valueOnly, withoutMethodCall } from "./method.ts";
import * as modules from "./module.ts";
import * as objects from "./object.ts";
import { computedBefore } from "./operator.ts";
import * as promises from "./promise.ts";
import * as schemas from "./schema.ts";
import { outsideRewrite } from "./outside.ts";
import { replaced } from "./source.ts";
import * as statements from "./statement.ts";

type Make<Code extends DiagnosticCode> = (
  node: TS.Node,
  module: Module,
  facts: DiagnosticFacts<Code>,
  caller: Caller | undefined,
) => string | undefined;

export const makers: { readonly [Code in DiagnosticCode]?: Make<Code> } = {
  "accessor-unsupported": classes.propertyForGetter,
  "assign-constant": declarations.letRewrite,
  "assign-import": declarations.ownVariable,
  "await-missing": promises.awaited,
  "call-unknown": (node, module, { what }) => (what === undefined ? undefined : valueOnly(node, module)),
  "class-unsupported": (node, module, { name }) => classes.functionForClass(node, name, module),
  "condition-unknown": (node, module, _, caller) => decisionRewrite(node, module, caller),
  "declaration-unsupported": objects.objectForNamespace,
  "generator-unsupported": classes.listForGenerator,
  "import-package": (node, module) => statements.passedIn(node, "string", module),
  "input-not-object": schemas.asField,
  "input-optional": (_, module, { field, example }) => schemas.withDefault(field, example, module),
  "input-type-unsupported": schemas.jsonType,
  "input-untyped": schemas.typedParameter,
  "key-unknown": declarations.knownKey,
  "key-unsupported": objects.spreadForPrototype,
  "loop-unknown": statements.itemsOf,
  "method-on-reference": withoutMethodCall,
  "method-unsupported": calledDirectly,
  "module-unsupported": modules.importForDynamic,
  "model-call-outside": statements.insideWorkflow,
  "name-before-definition": declarations.declaredFirst,
  "new-unsupported": (node, module, { name }) =>
    name === "URL" ? modules.joinedUrl(node, module) : undefined,
  "name-unknown": (node, module, { nearest }) => nearest && replaced(node, nearest, module),
  "operator-on-reference": (node, module, { operator }, caller) =>
    computedBefore(node, operator, module, caller),
  "order-unknown": promises.returnedInstead,
  "outside-effect": (node, module, { name }) => outsideRewrite(node, name, module),
  "promise-unsupported": promises.withoutPromiseMethod,
  "schema-callback": schemas.withoutMethod,
  "schema-method": schemas.withoutMethod,
  "spread-unknown": (node, module, { keys = [] }) => objects.writtenOut(node, keys, module),
  "thenable-awaited": promises.notAwaited,
  "this-unsupported": classes.nameForThis,
  "path-key": objects.wholeValue,
  "value-not-json": (node, module, { rewrite }) => rewrite && replaced(node, rewrite, module),
  "try-unsupported": statements.tried,
};

/** The rewrite of what is reported at the node. `caller`: the call that led to it, where it is in a helper. */
export function rewriteOf<Code extends DiagnosticCode>(
  code: Code,
  node: TS.Node,
  module: Module,
  facts: DiagnosticFacts<Code>,
  caller: Caller | undefined,
): string | undefined {
  // The row takes the facts of its own code; TypeScript does not see that the key is the same.
  const make = makers[code] as Make<Code> | undefined;
  return make?.(node, module, facts, caller);
}
