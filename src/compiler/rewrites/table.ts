/**
 * Rewrites that need the syntax tree around the place: code → what makes it of the author's own code. `undefined` leaves
 * it to the catalogue, which has only the facts and the line.
 */
import type { DiagnosticCode, DiagnosticFacts } from "../../diagnostics/diagnostic.ts";
import type { Module } from "../1-parse/module.ts";
import type { TS } from "../typescript.ts";
import * as classes from "./class.ts";
import * as declarations from "./declaration.ts";
import { decisionRewrite } from "./decision.ts";
import { valueOnly, withoutMethodCall } from "./method.ts";
import * as objects from "./object.ts";
import { computedBefore } from "./operator.ts";
import * as promises from "./promise.ts";
import * as schemas from "./schema.ts";
import * as statements from "./statement.ts";

type Make<Code extends DiagnosticCode> = (
  node: TS.Node,
  module: Module,
  facts: DiagnosticFacts<Code>,
) => string | undefined;

const makers: { readonly [Code in DiagnosticCode]?: Make<Code> } = {
  "accessor-unsupported": classes.propertyForGetter,
  "assign-constant": declarations.letRewrite,
  "assign-import": declarations.ownVariable,
  "await-missing": promises.awaited,
  "call-unknown": (node, module, { what }) => (what === undefined ? undefined : valueOnly(node, module)),
  "class-unsupported": classes.functionForClass,
  "condition-unknown": decisionRewrite,
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
  "model-call-outside": statements.insideWorkflow,
  "name-before-definition": declarations.declaredFirst,
  "operator-on-reference": (node, module, { operator }) => computedBefore(node, operator, module),
  "order-unknown": promises.returnedInstead,
  "outside-effect": (node, module, { name }) =>
    statements.passedIn(node, /random/.test(name) ? "number" : "string", module),
  "promise-unsupported": promises.withoutPromiseMethod,
  "schema-callback": schemas.withoutMethod,
  "schema-method": schemas.withoutMethod,
  "spread-unknown": (node, module, { keys = [] }) => objects.writtenOut(node, keys, module),
  "this-unsupported": classes.nameForThis,
  "try-unsupported": statements.tried,
};

/** The rewrite of what is reported at the node. */
export function rewriteOf<Code extends DiagnosticCode>(
  code: Code,
  node: TS.Node,
  module: Module,
  facts: DiagnosticFacts<Code>,
): string | undefined {
  // The row takes the facts of its own code; TypeScript does not see that the key is the same.
  const make = makers[code] as Make<Code> | undefined;
  return make?.(node, module, facts);
}
