/**
 * The workflow is what its file exports as the default: the value, after every file ran, and not a declaration of some name.
 * So it may stand in another file, be made by another function, and be assigned more than once.
 */
import { exportedNode } from "../1-parse/default-export.ts";
import { camelCase } from "../1-parse/parse.ts";
import { type ParsedWorkflow, spanOf } from "../1-parse/module.ts";
import { isWorkflowName, toWorkflowName } from "../1-parse/workflow-name.ts";
import { oneParameter } from "../rewrites/schema.ts";
import { fieldsOf } from "../rewrites/workflow-of-model.ts";
import { ts, type TS } from "../typescript.ts";
import type { Interpreter } from "./interpreter.ts";
import { describe, type FunctionNode, type FunctionValue, type Value } from "./values.ts";

/** `undefined` after a report: what is exported is not known to be a function with at most one parameter. */
export function takeWorkflow(workflow: ParsedWorkflow, machine: Interpreter): FunctionValue | undefined {
  const { entry, name } = workflow;
  const node = exportedNode(workflow.exported);
  const place = machine.placeOf(entry);
  const variable = machine.exported(entry, "default");
  // Whoever imports it reads it after the file ran; what changes it later is a matter of timing.
  if (variable?.constant === false) machine.touch(variable, false, node, place);
  const value = variable?.value;
  machine.isOther = value?.kind !== "function" && value?.kind !== "poison";
  const fn = asFunction(value, node, workflow, machine);
  if (fn === undefined) return undefined;
  const parameters = parametersOf(fn.node);
  const [, second] = parameters;
  if (second !== undefined) {
    const called = fn.node.name?.getText(fn.module.tree) ?? camelCase(name);
    const rewrite = oneParameter(fn.node, fn.module);
    machine.report("workflow-parameters", spanOf(fn.module, second), {
      name: called,
      count: parameters.length,
      rewrite,
    });
    return undefined;
  }
  if (!isWorkflowName(name)) {
    const facts = { name, valid: toWorkflowName(name) };
    machine.report("workflow-name", spanOf(fn.module, headOf(fn.node)), facts);
  }
  return fn;
}

function asFunction(
  value: Value | undefined,
  node: TS.Node,
  { entry, exported, name }: ParsedWorkflow,
  machine: Interpreter,
): FunctionValue | undefined {
  if (value === undefined) {
    // `export =` was refused where it stands.
    if (ts.isExportAssignment(exported) && exported.isExportEquals === true) return undefined;
    machine.refuse("workflow-not-function", node, { module: entry }, { name, what: "a type" });
    return undefined;
  }
  switch (value.kind) {
    case "function":
      return value;
    case "poison":
      return undefined;
    case "unavailable":
      machine.refuseUse(value, node, entry);
      return undefined;
    default: {
      const what = value.kind === "builtin" ? "a function of JavaScript's own" : describe(value);
      const input = value.kind === "model" ? value.known?.input : undefined;
      const fields = input && fieldsOf(input);
      machine.refuse(
        "workflow-not-function",
        node,
        { module: entry },
        { name: camelCase(name), what, fields },
      );
      return undefined;
    }
  }
}

/** Those that a caller gives: `this` is a type. */
export function parametersOf({ parameters }: FunctionNode): readonly TS.ParameterDeclaration[] {
  return parameters.filter(({ name }) => !ts.isIdentifier(name) || name.text !== "this");
}

/** Where a message about the whole function points: its name, else what stands first in it. */
export function headOf(fn: FunctionNode): TS.Node {
  return fn.name ?? fn.parameters[0] ?? fn;
}
