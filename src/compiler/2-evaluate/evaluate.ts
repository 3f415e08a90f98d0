/**
 * Stage 2. One parsed workflow → the calls it makes, with their inputs, and what it returns. The author's code is
 * interpreted over its syntax tree, never run; values known only at run time are carried as references.
 */
import type { Catalog } from "../../endpoints/catalog.ts";
import { addTo } from "../../lib/add-to.ts";
import { exportedNode } from "../1-parse/default-export.ts";
import { type ParsedWorkflow, spanOf } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import { headOf, parametersOf, takeWorkflow } from "./modules/exported-workflow.ts";
import { declarationsOf } from "./interface/input-declarations.ts";
import { expandWhole } from "./calls/expand.ts";
import { Interpreter } from "./machine/interpreter.ts";
import { readInterface } from "./interface/interface.ts";
import { EvaluationEnded, type EvaluationReport } from "./machine/machine.ts";
import { warnAboutDocDefaults } from "./interface/parameter-defaults.ts";
import { warnAboutServerOrder } from "./calls/server-order.ts";
import { snapshotRecord } from "./calls/snapshot.ts";
import { stringInside } from "./values/text.ts";
import type { Call, EvaluatedWorkflow, Evaluation, RecordData } from "../evaluation.ts";
import { describe } from "./values/describe.ts";
import type { FunctionValue, Value } from "./values/values.ts";
import { titleOf } from "./interface/workflow-title.ts";

/** `machine`: may be one that also records. */
export function evaluate(
  workflow: ParsedWorkflow,
  catalog: Catalog,
  report: EvaluationReport,
  machine = new Interpreter(workflow, catalog, report),
): Evaluation {
  const { calls, modules } = machine;
  const evaluated = evaluateAll(workflow, report, machine);
  const unknownEndpoints = [...machine.unknownEndpoints].sort();
  const { fn, inputDeclaration, inputSchema, declared, isOther, steps } = machine;
  return {
    workflow: evaluated,
    calls,
    modules,
    fn,
    inputDeclaration,
    inputSchema,
    unknownEndpoints,
    declared,
    isOther,
    steps,
  };
}

function evaluateAll(
  workflow: ParsedWorkflow,
  report: EvaluationReport,
  machine: Interpreter,
): EvaluatedWorkflow | undefined {
  const { entry, exported } = workflow;
  let fn: FunctionValue | undefined;
  try {
    machine.instantiate(entry);
    fn = takeWorkflow(workflow, machine);
    if (fn === undefined) return undefined;
    const found = readInterface(fn, entry, machine);
    const returned = machine.runWorkflow(fn, found?.schema);
    const output = takeOutput(returned.value, returned.node ?? fn.node, fn, workflow, machine);
    const [parameter] = parametersOf(fn.node);
    if (found?.typed !== undefined && parameter !== undefined)
      warnAboutDocDefaults(found.typed, parameter, machine.placeOf(fn.module), machine);
    if (found === undefined || output === undefined) return undefined;
    const conflict = machine.inputDefaults.findConflict();
    if (conflict !== undefined) {
      const { path, value, nodes, span } = conflict;
      const facts = {
        path: `input.${path.join(".")}`,
        field: String(path.at(-1)),
        example: JSON.stringify(value),
      };
      machine.report("input-optional", span, facts, [], { kind: "evaluated", node: nodes[0] ?? fn.node });
      return undefined;
    }
    // What was refused may have been a call.
    if (machine.calls.length === 0 && !machine.failed)
      machine.refuse("no-model-call", headOf(fn.node), fn, undefined);
    // What was refused may have used a result.
    if (!machine.failed) {
      // A call that another one should wait for must not be removed.
      const needed = warnAboutServerOrder(machine);
      warnAboutUnused(
        machine.calls.filter((call) => !needed.has(call)),
        machine.report,
      );
    }
    return {
      name: workflow.name,
      ...titleOf(fn, workflow),
      inputSchema: machine.inputDefaults.addTo(found.schema),
      inputFields: declarationsOf(found),
      inputName: nameOfParameter(fn),
      calls: machine.calls,
      declared: [...machine.declared.values()],
      output,
    };
  } catch (error) {
    if (error instanceof EvaluationEnded) return undefined;
    // The author's code is nested, or recurses, too deep for the stack.
    if (!(error instanceof RangeError)) throw error;
    const trail = machine.trail();
    const own = fn === undefined ? spanOf(entry, exportedNode(exported)) : spanOf(fn.module, headOf(fn.node));
    report("evaluation-limit", trail.at(-1) ?? own, { limit: "reaching the maximum nesting depth" }, trail);
    return undefined;
  }
}

function takeOutput(
  value: Value,
  node: TS.Node,
  { node: body, module, scope }: FunctionValue,
  { name }: ParsedWorkflow,
  machine: Interpreter,
): RecordData | undefined {
  if (value.kind === "poison") return undefined;
  if (value.kind === "known" && value.value === undefined) {
    machine.refuse("return-missing", headOf(body), { module }, { name, result: lastResult(machine) });
    return undefined;
  }
  const expression = ts.isReturnStatement(node) && node.expression !== undefined ? node.expression : node;
  const place = { ...machine.placeOf(module), scope };
  const whole = expandWhole(value, expression, place, machine) ?? value;
  if (whole.kind === "poison") return undefined;
  if (whole.kind !== "object") {
    const what = value.kind === "pending" ? "a promise" : describe(value);
    const text = ts.isBlock(expression) ? "value" : machine.textOf(expression, place);
    machine.refuse("return-not-object", expression, { module }, { text, what });
    return undefined;
  }
  const data = snapshotRecord(whole, expression, place, machine, "returned by a workflow");
  if (data.kind === "poison") return undefined;
  if (data.fields.size > 0) return data;
  machine.refuse("return-missing", expression, { module }, { name, result: lastResult(machine) });
  return undefined;
}

/** The likely result of a workflow: the file or the text of its last call. */
function lastResult({ calls }: Interpreter): string | undefined {
  const call = calls.findLast(({ name }) => name?.segments.length === 1);
  const output = call?.known?.output;
  if (call === undefined || output === undefined) return undefined;
  for (const [key, field] of Object.entries(output.properties ?? {})) {
    const inside = stringInside(field);
    if (inside !== undefined) return `${call.name?.segments.join("")}.${key}${inside}`;
  }
  const inside = stringInside(output);
  return inside === undefined ? undefined : `${call.name?.segments.join("")}${inside}`;
}

function warnAboutUnused(calls: readonly Call[], report: EvaluationReport): void {
  // A line in a loop or a helper makes several.
  const made = new Map<string, Call[]>();
  for (const call of calls) addTo(made, placeOf(call), call);
  for (const call of calls) {
    const { awaited, used, node, span, trail } = call;
    if (used) continue;
    const callee = call.callee.segments.at(-1) ?? "the call";
    const all = made.get(placeOf(call)) ?? [];
    const unused = all.filter((each) => !each.used).length;
    const facts = { callee, unused, all: all.length, isInHelper: trail.length > 0 };
    const code = awaited ? "result-unused" : "promise-not-awaited";
    report(code, span, facts, trail, { kind: "evaluated", node });
  }
}

function placeOf({ span: { source, start } }: Call): string {
  return `${source.path} ${start}`;
}

function nameOfParameter({ node }: FunctionValue): string | undefined {
  const [parameter] = parametersOf(node);
  return parameter !== undefined && ts.isIdentifier(parameter.name) ? parameter.name.text : undefined;
}
