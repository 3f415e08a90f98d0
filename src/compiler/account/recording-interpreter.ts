/**
 * The evaluator with a recording. It changes nothing: every way into a rule goes through a method of the machine,
 * which is recorded, compared with what JavaScript would do (`laws/`), and passed on. An evaluation without a
 * recording uses the plain `Interpreter` and pays nothing.
 */
import { ts, type TS } from "../typescript.ts";
import type { Schema } from "../../schema/schema.ts";
import type { Module } from "../1-parse/module.ts";
import { Interpreter } from "../2-evaluate/machine/interpreter.ts";
import {
  type Completion,
  type DeclareKind,
  type GeneratorFrame,
  type Place,
  ThrownToCatch,
} from "../2-evaluate/machine/machine.ts";
import {
  type CallSite,
  type FunctionNode,
  type FunctionValue,
  type Receiver,
  type Resumption,
  type Thrown,
  undefinedValue,
  type Value,
} from "../2-evaluate/values/values.ts";
import { Accountant } from "./accountant.ts";
import { appliedIn, type Frame, newFrame, type Owner, valueIn } from "./laws/frame.ts";
import { stepOf } from "./laws/iteration-laws.ts";
import { memberOf } from "./laws/member-laws.ts";
import { ownerRead } from "./laws/receiver-laws.ts";
import { isUndefined } from "./laws/same.ts";
import { originsOf } from "./origins.ts";
import type { Recording } from "./recording.ts";
import { copySent } from "./sent.ts";
import { withCases } from "./switch-cases.ts";

export class RecordingInterpreter extends Interpreter {
  readonly #recording: Recording;
  readonly #accountant: Accountant;
  readonly #frames: Frame[] = [];
  /** Those that run now, the innermost last. */
  readonly #generators: GeneratorFrame[] = [];
  /** What was in progress in each generator when it stopped, outermost first. */
  readonly #stopped = new WeakMap<GeneratorFrame, readonly Frame[]>();

  constructor(recording: Recording, ...args: ConstructorParameters<typeof Interpreter>) {
    super(...args);
    this.#recording = recording;
    const problem = (node: TS.Node, message: string) => {
      // After a refusal, values are guesses, and there is no artifact to account for.
      if (!this.failed) recording.gaps.push({ node, message });
    };
    this.#accountant = new Accountant(problem, () => this.modules);
  }

  override evaluate(node: TS.Expression, place: Place): Value {
    return this.#heldPart(node, place) ?? this.#note(node, place, () => super.evaluate(node, place));
  }

  override evaluateOptional(node: TS.Expression, place: Place): Value {
    return this.#heldPart(node, place) ?? this.#note(node, place, () => super.evaluateOptional(node, place));
  }

  /** For a part that a generator evaluated before it stopped. It is already recorded; only its use as an operand is new. */
  #heldPart(node: TS.Expression, place: Place): Value | undefined {
    if (place.activation.parts?.get(node)?.isWhole !== false) return undefined;
    const value = super.evaluate(node, place);
    this.#addValue(node, value);
    return value;
  }

  override evaluateLink(node: TS.Expression, place: Place): Value | undefined {
    let link = node;
    while (ts.isNonNullExpression(link)) link = link.expression;
    // Anything but a link is evaluated, and recorded there.
    if (!ts.isOptionalChain(link)) return super.evaluateLink(node, place);
    let ended = false;
    const value = this.#note(link, place, () => {
      const found = super.evaluateLink(node, place);
      ended = found === undefined;
      return found ?? undefinedValue;
    });
    return ended ? undefined : value;
  }

  override execute(node: TS.Statement, place: Place): Completion {
    const frame = newFrame(node, place);
    this.#accountant.beginStatement(node, frame, this.#frames.at(-1));
    const depth = this.#frames.push(frame) - 1;
    const completion = this.#noteThrow(node, depth, () => {
      try {
        return super.execute(node, place);
      } finally {
        if (ts.isSwitchStatement(node)) this.#noteCases(node, frame);
      }
    });
    this.#end(frame, completion);
    return completion;
  }

  /** The statement of the innermost frame has ended. */
  #end(frame: Frame, completion: Completion): void {
    this.#frames.pop();
    const node = frame.node as TS.Statement; // only statements end this way
    this.#accountant.statement(node, frame, completion);
    this.#frames.at(-1)?.happened.push({ as: "statement", node, completion });
    this.#recording.addCompletion(node, completion.kind);
  }

  #noteCases(node: TS.SwitchStatement, frame: Frame): void {
    const { switches } = this.#recording;
    switches.set(
      node,
      withCases(node, (child) => valueIn(frame, child), switches.get(node)),
    );
  }

  /** A throw ends every evaluation in progress inside it. */
  #noteThrow<Result>(node: TS.Node, depth: number, run: () => Result): Result {
    try {
      return run();
    } catch (error) {
      const frame = this.#frames[depth];
      this.#recording.threw.add(node);
      this.#frames.length = depth;
      if (isExecuted(node)) this.#noteEscape(node, frame);
      throw error;
    }
  }

  #noteEscape(node: TS.Statement, frame: Frame | undefined): void {
    if (frame !== undefined) this.#accountant.statement(node, frame, undefined);
    this.#frames.at(-1)?.happened.push({ as: "statement", node, completion: undefined });
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
    const frames = this.#stopped.get(generator) ?? [this.#accountant.generatorFrame(generator.node)];
    const depth = this.#frames.length;
    this.#frames.push(...frames);
    this.#generators.push(generator);
    this.#accountant.sent(generator, sent);
    try {
      const step = super.resume(generator, sent, site, place, run);
      const left = this.#frames.splice(depth);
      this.#stopped.set(generator, left);
      const { value, done } = step as unknown as { readonly value: Value; readonly done: boolean }; // what a generator's run gives
      this.#accountant.resumed(generator, sent, value, done, pauses.get(generator), left);
      const given = sent.kind === "throw" ? sent.thrown.value : sent.value;
      this.#frames
        .at(-1)
        ?.happened.push({ as: "resumed", value, done, of: generator, by: sent.kind, sent: given });
      return step;
    } catch (error) {
      this.#accountant.ended(generator);
      throw error;
    } finally {
      this.#frames.length = depth;
      this.#generators.pop();
    }
  }

  override raise(thrown: Thrown): never {
    this.#accountant.thrown(thrown.value);
    return super.raise(thrown);
  }

  override throws(...args: Parameters<Interpreter["throws"]>): ReturnType<Interpreter["throws"]> {
    try {
      return super.throws(...args);
    } catch (error) {
      if (error instanceof ThrownToCatch) this.#accountant.thrown(error.thrown.value);
      throw error;
    }
  }

  override notePause(node: TS.YieldExpression): void {
    const generator = this.#generators.at(-1);
    if (generator !== undefined) this.#recording.pauses.set(generator, node);
  }

  override noteStart(node: TS.Statement, place: Place): void {
    const frame = newFrame(node, place);
    this.#accountant.beginStatement(node, frame, this.#frames.at(-1));
    this.#frames.push(frame);
  }

  override noteCompletion(node: TS.Statement, completion: Completion): void {
    const frame = this.#frameOf(node);
    if (frame === undefined) return;
    if (ts.isSwitchStatement(node)) this.#noteCases(node, frame);
    this.#end(frame, completion);
  }

  override noteLeft(node: TS.Statement): void {
    this.#recording.threw.add(node);
    const frame = this.#frameOf(node);
    if (frame === undefined) return;
    this.#frames.pop();
    this.#noteEscape(node, frame);
  }

  /** What was thrown has ended the evaluations inside the statement. */
  #frameOf(node: TS.Statement): Frame | undefined {
    const depth = this.#frames.findLastIndex((frame) => frame.node === node);
    if (depth >= 0) this.#frames.length = depth + 1;
    return this.#frames[depth];
  }

  override run(...args: Parameters<Interpreter["run"]>): Value {
    const [fn, given, site] = args;
    this.#noteInvocation(fn.node, given);
    return this.#call(fn, given, site, args[4], () => super.run(...args));
  }

  override apply(callee: Value, args: readonly Value[], site: CallSite, place: Place, self?: Value): Value {
    const frame = this.#frames.at(-1);
    if (frame?.node === site.node && !frame.applied) {
      frame.applied = true;
      this.#accountant.argumentsOf(site.node, args, self, frame);
    }
    if (callee.kind === "function") this.#noteInvocation(callee.node, args);
    if (callee.kind === "model") return this.#callModel(callee, args, site, place, self);
    return this.#call(callee, args, site, self, () => super.apply(callee, args, site, place, self));
  }

  /** `receiver`: what `this` is in it. */
  #call(
    callee: Value,
    args: readonly Value[],
    site: CallSite,
    receiver: Value | Receiver | undefined,
    run: () => Value,
  ): Value {
    const inner = newFrame(callee.kind === "function" ? callee.node : undefined);
    const self = receiver !== undefined && "kind" in receiver ? receiver : undefined;
    if (callee.kind === "function") inner.owner = ownerOf(receiver);
    const check = this.#accountant.application(callee, args, self, site.node);
    const depth = this.#frames.push(inner) - 1;
    let result: Value;
    try {
      result = run();
    } finally {
      this.#frames.length = depth;
    }
    if (callee.kind === "function") this.#accountant.run(callee.node, args, result, inner, receiver);
    else check(result, inner);
    const outer = this.#frames.at(-1);
    const applied = { as: "applied", callee, args, self, result } as const;
    outer?.happened.push(applied);
    if (outer !== undefined && outer.node !== site.node) {
      const step = stepOf(applied, outer);
      if (step !== undefined) outer.happened.push(step);
    }
    if (result.kind === "generator" && callee.kind === "function") this.#accountant.made(callee.node, self);
    // What a callback gives is in the built-in's result.
    if (callee.kind === "builtin") outer?.made.push(...appliedIn(inner).map((each) => each.result));
    return result;
  }

  #callModel(
    callee: Value,
    args: readonly Value[],
    site: CallSite,
    place: Place,
    self: Value | undefined,
  ): Value {
    const input = copySent(args[0] ?? undefinedValue);
    const options = args[1] === undefined ? undefined : copySent(args[1]);
    const made = this.calls.length;
    const result = super.apply(callee, args, site, place, self);
    const call = this.calls[made];
    if (call !== undefined) this.#recording.calls.push({ node: site.node, callee, input, options, call });
    this.#frames.at(-1)?.happened.push({ as: "applied", callee, args, self, result });
    return result;
  }

  override bind(name: TS.BindingName, value: Value, source: TS.Node, place: Place, kind: DeclareKind): void {
    if (!ts.isIdentifier(name)) this.#noteMissing(name, value);
    // `...rest` collects arguments that are not written as a list.
    if (kind === "parameter" && value.kind === "array") this.#recording.addParts(value, value.elements);
    const frame = this.#frames.at(-1);
    const check = this.#accountant.binding(name, value, place, frame);
    super.bind(name, value, source, place, kind);
    check();
    const isRest = ts.isParameter(name.parent) && name.parent.dotDotDotToken !== undefined;
    const elements = isRest && value.kind === "array" ? [...value.elements] : undefined;
    frame?.happened.push({ as: "bound", name, value, elements });
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
    const frame = newFrame(fn.node);
    this.#frames.push(frame);
    const returned = super.runWorkflow(fn, inputSchema);
    this.#frames.pop();
    this.#accountant.workflow(fn.node, returned.value, frame);
    this.#recording.inputDefaults = this.inputDefaults.all();
    this.#recording.output = copySent(returned.value);
    return returned;
  }

  #note(node: TS.Expression, place: Place, run: () => Value): Value {
    const frame = newFrame(node, place);
    const isHeld = place.activation.parts?.get(node) !== undefined;
    const outer = this.#frames.at(-1);
    if (outer !== undefined) this.#accountant.begin(node, frame, outer);
    const depth = this.#frames.push(frame) - 1;
    const value = this.#noteThrow(node, depth, run);
    this.#frames.pop();
    this.#addValue(node, value, ownerRead(node, frame));
    this.#recording.addValue(node, value);
    const { sources, parts } = originsOf(node, frame);
    this.#recording.addSources(value, sources);
    this.#recording.addParts(value, parts);
    this.#accountant.expression(node, value, frame, outer, isHeld ? this.#generators.at(-1) : undefined);
    return value;
  }

  #addValue(node: TS.Node, value: Value, owner?: Value): void {
    const outer = this.#frames.at(-1);
    if (outer === undefined) return;
    outer.happened.push({
      as: "value",
      node,
      value,
      contents: this.#accountant.contents(node, value, outer),
      owner,
    });
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
      const isList = ts.isArrayBindingPattern(pattern);
      const key = isList ? String(index) : "text" in name ? name.text : undefined;
      // A list's pattern takes what an object's iterator gives, which is not known here.
      if (key === undefined || (isList && value.kind !== "array")) continue;
      const part = memberOf(value, key);
      if (part !== undefined && isUndefined(part)) this.#recording.missing.add(element);
    }
  }
}

function ownerOf(receiver: Value | Receiver | undefined): Owner {
  if (receiver !== undefined && "self" in receiver) return { kind: "variable", receiver };
  return { kind: "value", value: receiver ?? undefinedValue };
}

/** TypeScript does not count the blocks of a `try` among the statements. */
function isExecuted(node: TS.Node): node is TS.Statement {
  return ts.isStatement(node) || ts.isBlock(node);
}
