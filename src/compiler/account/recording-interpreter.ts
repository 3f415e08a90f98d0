/**
 * The evaluator with a recording. It changes nothing: every way into a rule goes through a method of the machine,
 * which is recorded and passed on. An evaluation without a recording uses the plain `Interpreter` and pays nothing.
 */
import { ts, type TS } from "../typescript.ts";
import type { Schema } from "../../schema/schema.ts";
import type { Module } from "../1-parse/module.ts";
import { Interpreter } from "../2-evaluate/interpreter.ts";
import type { Completion, DeclareKind, GeneratorFrame, Place } from "../2-evaluate/machine.ts";
import {
  type CallSite,
  type FunctionNode,
  type FunctionValue,
  type Resumption,
  undefinedValue,
  type Value,
} from "../2-evaluate/values.ts";
import type { Recording } from "./recording.ts";
import { copySent } from "./sent.ts";
import { withCases } from "./switch-cases.ts";
import { findLoss } from "./structure.ts";

/** One evaluation in progress, with its children's values so far. */
interface Frame {
  readonly node: TS.Node | undefined;
  readonly operands: { readonly node: TS.Node; readonly value: Value }[];
  /** Whether the callee has received its arguments; later applications are made by a built-in. */
  applied: boolean;
}

export class RecordingInterpreter extends Interpreter {
  readonly #recording: Recording;
  readonly #frames: Frame[] = [];
  /** Those that run now, the innermost last. */
  readonly #generators: GeneratorFrame[] = [];
  readonly #generatorFrames = new WeakMap<GeneratorFrame, Frame>();

  constructor(recording: Recording, ...args: ConstructorParameters<typeof Interpreter>) {
    super(...args);
    this.#recording = recording;
  }

  override evaluate(node: TS.Expression, place: Place): Value {
    return this.#heldPart(node, place) ?? this.#note(node, () => super.evaluate(node, place));
  }

  override evaluateOptional(node: TS.Expression, place: Place): Value {
    return this.#heldPart(node, place) ?? this.#note(node, () => super.evaluateOptional(node, place));
  }

  /** For a part that a generator evaluated before it stopped. It is already recorded; only its use as an operand is new. */
  #heldPart(node: TS.Expression, place: Place): Value | undefined {
    if (place.activation.parts?.get(node)?.isWhole !== false) return undefined;
    const value = super.evaluate(node, place);
    this.#frames.at(-1)?.operands.push({ node, value });
    return value;
  }

  override evaluateLink(node: TS.Expression, place: Place): Value | undefined {
    let link = node;
    while (ts.isNonNullExpression(link)) link = link.expression;
    // Anything but a link is evaluated, and recorded there.
    if (!ts.isOptionalChain(link)) return super.evaluateLink(node, place);
    let ended = false;
    const value = this.#note(link, () => {
      const found = super.evaluateLink(node, place);
      ended = found === undefined;
      return found ?? undefinedValue;
    });
    return ended ? undefined : value;
  }

  override execute(node: TS.Statement, place: Place): Completion {
    const frame: Frame = { node: undefined, operands: [], applied: true };
    const depth = this.#frames.push(frame) - 1;
    const completion = this.#noteThrow(node, depth, () => {
      try {
        return super.execute(node, place);
      } finally {
        if (ts.isSwitchStatement(node)) this.#noteCases(node, frame);
      }
    });
    this.#frames.pop();
    this.#recording.addCompletion(node, completion.kind);
    return completion;
  }

  #noteCases(node: TS.SwitchStatement, { operands }: Frame): void {
    const { switches } = this.#recording;
    const values = new Map(operands.map((operand) => [operand.node, operand.value]));
    switches.set(
      node,
      withCases(node, (child) => values.get(child), switches.get(node)),
    );
  }

  /** A throw ends every evaluation in progress inside it. */
  #noteThrow<Result>(node: TS.Node, depth: number, run: () => Result): Result {
    try {
      return run();
    } catch (error) {
      this.#recording.threw.add(node);
      this.#frames.length = depth;
      throw error;
    }
  }

  override resume<Result>(
    generator: GeneratorFrame,
    sent: Resumption,
    site: CallSite,
    place: Place,
    run: () => Result,
  ): Result {
    const { begun, pauses } = this.#recording;
    begun.add(generator.node);
    const paused = pauses.get(generator);
    if (paused !== undefined && sent.kind !== "next") this.#recording.addLeft(paused);
    pauses.delete(generator);
    // What it evaluates is not an operand of the code that asked for the next value.
    const frame = this.#generatorFrames.get(generator) ?? { node: undefined, operands: [], applied: true };
    this.#generatorFrames.set(generator, frame);
    const depth = this.#frames.push(frame) - 1;
    this.#generators.push(generator);
    try {
      return super.resume(generator, sent, site, place, run);
    } finally {
      this.#frames.length = depth;
      this.#generators.pop();
    }
  }

  override notePause(node: TS.YieldExpression): void {
    const generator = this.#generators.at(-1);
    if (generator !== undefined) this.#recording.pauses.set(generator, node);
  }

  override noteCompletion(node: TS.Statement, completion: Completion): void {
    const frame = this.#frames.at(-1);
    if (ts.isSwitchStatement(node) && frame !== undefined) this.#noteCases(node, frame);
    this.#recording.addCompletion(node, completion.kind);
  }

  override noteLeft(node: TS.Statement): void {
    this.#recording.threw.add(node);
  }

  override run(...args: Parameters<Interpreter["run"]>): Value {
    this.#noteInvocation(args[0].node, args[1]);
    return super.run(...args);
  }

  override apply(callee: Value, args: readonly Value[], site: CallSite, place: Place, self?: Value): Value {
    const frame = this.#frames.at(-1);
    if (frame?.node === site.node && !frame.applied) {
      frame.applied = true;
      this.#checkArguments(args, site, frame);
    }
    if (callee.kind === "function") this.#noteInvocation(callee.node, args);
    if (callee.kind !== "model") return super.apply(callee, args, site, place, self);
    const input = copySent(args[0] ?? undefinedValue);
    const options = args[1] === undefined ? undefined : copySent(args[1]);
    const made = this.calls.length;
    const result = super.apply(callee, args, site, place, self);
    const call = this.calls[made];
    if (call !== undefined) this.#recording.calls.push({ node: site.node, callee, input, options, call });
    return result;
  }

  override bind(name: TS.BindingName, value: Value, source: TS.Node, place: Place, kind: DeclareKind): void {
    if (!ts.isIdentifier(name)) this.#noteMissing(name, value);
    // `...rest` collects arguments that are not written as a list.
    if (kind === "parameter" && value.kind === "array") this.#recording.addParts(value, value.elements);
    super.bind(name, value, source, place, kind);
  }

  override exported(module: Module, name: string): ReturnType<Interpreter["exported"]> {
    const variable = super.exported(module, name);
    if (variable?.value !== undefined) this.#recording.exports.set(name, variable.value);
    return variable;
  }

  override runWorkflow(fn: FunctionValue, inputSchema: Schema): ReturnType<Interpreter["runWorkflow"]> {
    this.#recording.workflow = fn.node;
    this.#recording.input = inputSchema;
    this.#recording.invoked.add(fn.node);
    const returned = super.runWorkflow(fn, inputSchema);
    this.#recording.inputDefaults = this.inputDefaults.all();
    this.#recording.output = copySent(returned.value);
    return returned;
  }

  #note(node: TS.Expression, run: () => Value): Value {
    const frame: Frame = { node, operands: [], applied: false };
    const depth = this.#frames.push(frame) - 1;
    const value = this.#noteThrow(node, depth, run);
    this.#frames.pop();
    this.#frames.at(-1)?.operands.push({ node, value });
    this.#recording.addValue(node, value);
    const { sources, parts } = originsOf(node, frame);
    this.#recording.addSources(value, sources);
    this.#recording.addParts(value, parts);
    const values = new Map(frame.operands.map((operand) => [operand.node, operand.value]));
    const loss = findLoss(node, value, (child) => values.get(child));
    if (loss !== undefined) this.#recording.gaps.push({ node, message: loss });
    return value;
  }

  #checkArguments(args: readonly Value[], { node }: CallSite, frame: Frame): void {
    if (!ts.isCallExpression(node)) return;
    for (const [index, argument] of node.arguments.entries()) {
      if (ts.isSpreadElement(argument)) return;
      const evaluated = frame.operands.findLast((operand) => operand.node === argument)?.value;
      if (evaluated !== args[index]) {
        this.#recording.gaps.push({
          node: argument,
          message: "an argument did not reach the function it was passed to",
        });
      }
    }
  }

  #noteInvocation(node: FunctionNode, args: readonly Value[]): void {
    this.#recording.invoked.add(node);
    const parameters = node.parameters.filter(({ name }) => !ts.isIdentifier(name) || name.text !== "this");
    for (const [index, parameter] of parameters.entries()) {
      if (isUndefined(args[index])) this.#recording.missing.add(parameter);
    }
  }

  #noteMissing(pattern: TS.BindingPattern, value: Value): void {
    for (const [index, element] of pattern.elements.entries()) {
      if (ts.isOmittedExpression(element) || element.initializer === undefined) continue;
      const name = element.propertyName ?? element.name;
      const key = ts.isArrayBindingPattern(pattern) ? String(index) : "text" in name ? name.text : undefined;
      if (key === undefined) continue;
      // For other values, it is unknown here whether they have it.
      const isMissing =
        (value.kind === "array" && isUndefined(value.elements[Number(key)])) ||
        (value.kind === "object" && isUndefined(value.fields[key]));
      if (isMissing) this.#recording.missing.add(element);
    }
  }
}

function isUndefined(value: Value | undefined): boolean {
  return value === undefined || (value.kind === "known" && value.value === undefined);
}

interface Origins {
  readonly sources: readonly Value[];
  readonly parts: readonly Value[];
}

/** What the result was made from. The author's functions make their result in their own bodies. */
function originsOf(node: TS.Expression, { operands }: Frame): Origins {
  const values = operands.map(({ value }) => value);
  if (ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node)) {
    const isSpread = ({ parent }: TS.Node) => ts.isSpreadElement(parent) || ts.isSpreadAssignment(parent);
    return {
      sources: operands.filter((operand) => isSpread(operand.node)).map(({ value }) => value),
      parts: values,
    };
  }
  // A value taken out of a list or an object is itself, rather than made from the whole.
  if (isPart(node, values[0])) return { sources: values.slice(1), parts: [] };
  const [callee] = values;
  const isOwn = callee?.kind === "function" || callee?.kind === "model";
  const isCall = ts.isCallExpression(node) || ts.isTaggedTemplateExpression(node);
  return { sources: isCall && isOwn ? [] : values, parts: [] };
}

function isPart(node: TS.Expression, owner: Value | undefined): boolean {
  if (owner?.kind !== "array" && owner?.kind !== "object") return false;
  if (ts.isElementAccessExpression(node)) return true;
  // A list's length and its methods depend on the whole list.
  return ts.isPropertyAccessExpression(node) && owner.kind === "object";
}
