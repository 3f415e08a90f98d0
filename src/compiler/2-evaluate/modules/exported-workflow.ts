/**
 * The workflow is the value of its file's default export after every file ran, rather than a declaration with some
 * name. So it may be in another file, be created by another function, and be reassigned.
 */
import { exportedNode } from "../../1-parse/default-export.ts";
import { camelCase } from "../../1-parse/parse.ts";
import type { ParsedWorkflow } from "../../1-parse/module.ts";
import { isWorkflowName, toWorkflowName } from "../../1-parse/workflow-name.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Interpreter } from "../machine/interpreter.ts";
import { describe } from "../values/describe.ts";
import type { FunctionNode, FunctionValue, Value } from "../values/values.ts";

/** `undefined` after a report: the export is not known to be a function with at most one parameter. */
export function takeWorkflow(workflow: ParsedWorkflow, machine: Interpreter): FunctionValue | undefined {
  const { entry, name } = workflow;
  const node = exportedNode(workflow.exported);
  const place = machine.placeOf(entry);
  const variable = machine.exported(entry, "default");
  // An importer reads it after the file ran; later changes depend on timing.
  if (variable?.constant === false) machine.touch(variable, false, node, place);
  const value = variable?.value;
  machine.isOther = value?.kind !== "function" && value?.kind !== "poison";
  const fn = asFunction(value, node, workflow, machine);
  machine.fn = fn;
  if (fn === undefined) return undefined;
  const parameters = parametersOf(fn.node);
  const [, second] = parameters;
  if (second !== undefined) {
    const called = fn.node.name?.getText(fn.module.tree) ?? camelCase(name);
    machine.refuse("workflow-parameters", second, fn, { name: called, count: parameters.length });
    return undefined;
  }
  if (!isWorkflowName(name)) {
    const facts = { name, valid: toWorkflowName(name) };
    machine.refuse("workflow-name", headOf(fn.node), fn, facts);
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
    // `export =` was already refused.
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
      const endpoint = value.kind === "model" ? value.endpoint : undefined;
      machine.refuse(
        "workflow-not-function",
        node,
        { module: entry },
        { name: camelCase(name), what, endpoint },
      );
      return undefined;
    }
  }
}

/** The parameters that a caller passes: `this` is a type. */
export function parametersOf({ parameters }: FunctionNode): readonly TS.ParameterDeclaration[] {
  return parameters.filter(({ name }) => !ts.isIdentifier(name) || name.text !== "this");
}

/** The location of a message about the whole function: its name, else its first token. */
export function headOf(fn: FunctionNode): TS.Node {
  return fn.name ?? fn.parameters[0] ?? fn;
}
