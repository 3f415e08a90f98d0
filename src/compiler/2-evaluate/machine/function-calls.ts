/** Calls of the author's functions: their parameters, their body, and the promise of an async one. */
import { hasModifier } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { isGenerator, makeGenerator } from "../generators/generator.ts";
import { takeParameters } from "../members/instances.ts";
import { declareNames, hoistVars } from "../syntax/hoist.ts";
import { withDefault } from "../syntax/patterns.ts";
import {
  array,
  type CallSite,
  type FunctionNode,
  type FunctionValue,
  type Receiver,
  undefinedValue,
  type Value,
} from "../values/values.ts";
import { settle } from "./await-value.ts";
import type { CallStack } from "./call-stack.ts";
import type { Guesses } from "./guesses.ts";
import {
  type Activation,
  AuthorThrow,
  EvaluationEnded,
  type GeneratorFrame,
  type Machine,
  type Place,
  ThrownToCatch,
} from "./machine.ts";
import { refuseSyntax } from "./rules.ts";
import { Scope } from "./scope.ts";
import { Task } from "./task.ts";
import type { Throws } from "./throws.ts";

/**
 * The maximum depth of calls: a fraction of what the compiling thread's stack can hold
 * (`workspace/compile/compiler-thread.ts`).
 */
const maxDepth = 2_000;

/**
 * The maximum recursion depth while known values are guesses: a recursion that ends by an unknown value would not end
 * if both of its branches are explored.
 */
const maxGuessDepth = 6;

export interface FunctionCall {
  readonly fn: FunctionValue;
  readonly args: readonly Value[];
  readonly site: CallSite;
  /** `this`; in a constructor, what it fills. */
  readonly self: Value | Receiver;
}

/** What a function returned, and the expression or statement that gave it, if there is one. */
export interface Returned {
  readonly value: Value;
  readonly node: TS.Node | undefined;
}

export class FunctionCalls {
  readonly #machine: Machine;
  readonly #stack: CallStack;
  readonly #guesses: Guesses;
  readonly #throws: Throws;

  constructor(machine: Machine, stack: CallStack, guesses: Guesses, throws: Throws) {
    this.#machine = machine;
    this.#stack = stack;
    this.#guesses = guesses;
    this.#throws = throws;
  }

  invoke(call: FunctionCall, caller: Activation): Value {
    const { fn, site } = call;
    this.#limitDepth(caller, site);
    if (this.#guesses.started && this.#stack.countOf(fn.node) >= maxGuessDepth) {
      // `report` suppresses it: something was refused before.
      return this.#machine.refuse("evaluation-limit", site.node, site, { limit: "a guess" });
    }
    if (!isAsync(fn.node)) return this.#enter(call, caller, caller.task, ({ value }) => value);
    return this.#promise(caller, (task) =>
      this.#enter(call, caller, task, ({ value, node }, place) =>
        this.#settled(value, node ?? fn.node, place, task),
      ),
    );
  }

  /** Runs code like an async function's; returns its promise. */
  runInParallel(node: TS.Node, place: Place, run: (inner: Place) => Value): Value {
    return this.#promise(place.activation, (task) => {
      const inner: Place = { ...place, activation: { ...place.activation, task } };
      return this.#settled(run(inner), node, inner, task);
    });
  }

  resume<Result>(frame: GeneratorFrame, site: CallSite, caller: Activation, run: () => Result): Result {
    const machine = this.#machine;
    this.#limitDepth(caller, site);
    const { level } = this.#stack;
    const { boundTo } = machine;
    machine.boundTo = undefined;
    this.#stack.enter(frame.node, site);
    const needed = () => machine.runTimeUses + machine.calls.length;
    const elsewhere = (frame.activation.elsewhere ?? 0) + needed() - frame.needed;
    const { task, depth } = caller;
    Object.assign(frame.activation, { task, depth: depth + 1, level: level + 1, elsewhere });
    try {
      return this.#throws.inGenerator(frame, run);
    } finally {
      frame.needed = needed();
      this.#stack.unwindTo(level);
      machine.boundTo = boundTo;
    }
  }

  /** The function's parameters and body, as part of the activation. */
  run({ fn, args, site, self }: FunctionCall, activation: Activation): Returned {
    const machine = this.#machine;
    const { node, module } = fn;
    const place: Place = { scope: new Scope(fn.scope), module, activation };
    if ("self" in self) {
      place.scope.adopt(self.self);
      place.scope.declare("new.target", true, self.newTarget);
    } else if (!ts.isArrowFunction(node)) place.scope.declare("this", true, self);
    this.#bindParameters(node.parameters, args, site.node, place);
    if ("self" in self && self.self.value?.kind === "object") takeParameters(fn, self.self.value, place);
    const { body } = node;
    if (body === undefined) return { value: refuseSyntax(node, place, machine), node: undefined };
    if (!ts.isBlock(body)) return { value: machine.evaluate(body, place), node: body };
    if (isGenerator(node)) return { value: makeGenerator(node, body, place, machine), node: undefined };
    const scope = new Scope(place.scope);
    hoistVars(body, scope, place.scope);
    const completion = machine.executeAll(body.statements, { ...place, scope });
    if (completion.kind === "return") return { value: completion.value, node: completion.node };
    // No other jump leaves a function, as the parse stage guarantees.
    return { value: undefinedValue, node: undefined };
  }

  #limitDepth({ depth }: Activation, site: CallSite): void {
    if (depth < maxDepth) return;
    this.#machine.refuse("evaluation-limit", site.node, site, { limit: "2,000 nested calls" });
    throw new EvaluationEnded();
  }

  /** Everything after its first await runs in parallel with the caller, until the caller awaits it. */
  #promise(caller: Activation, run: (task: Task) => Value): Value {
    const task = new Task(caller.task);
    const { level } = this.#stack;
    const { boundTo } = this.#machine;
    try {
      return this.#throws.inAsync(() => run(task));
    } catch (error) {
      if (!(error instanceof ThrownToCatch)) throw error;
      this.#stack.unwindTo(level);
      this.#machine.boundTo = boundTo;
      return this.#throws.rejected(error.thrown, task);
    }
  }

  #settled(value: Value, node: TS.Node, place: Place, task: Task): Value {
    const calls = value.kind === "pending" ? value.calls : [];
    return { kind: "pending", value: settle(value, node, place, this.#machine), calls, tasks: [task] };
  }

  #enter(
    call: FunctionCall,
    caller: Activation,
    task: Task,
    end: (returned: Returned, place: Place) => Value,
  ): Value {
    const { fn, site } = call;
    const { boundTo } = this.#machine;
    this.#machine.boundTo = undefined;
    const { level } = this.#stack;
    const activation: Activation = {
      task,
      prefix: boundTo === undefined ? caller.prefix : [...caller.prefix, boundTo],
      repeats: caller.repeats,
      depth: caller.depth + 1,
      level: level + 1,
    };
    this.#stack.enter(fn.node, site);
    const returned = this.#runGuessed(call, activation);
    const value = end(returned, { scope: fn.scope, module: fn.module, activation });
    this.#stack.unwindTo(level);
    this.#machine.boundTo = boundTo;
    return value;
  }

  /** If the deciding value is only a guess, a throw ends just the function that throws. */
  #runGuessed(call: FunctionCall, activation: Activation): Returned {
    try {
      return this.run(call, activation);
    } catch (error) {
      if (!(error instanceof AuthorThrow) || !this.#guesses.started) throw error;
      this.#stack.unwindTo(activation.level);
      return { value: this.#machine.alreadyReported, node: undefined };
    }
  }

  #bindParameters(
    written: readonly TS.ParameterDeclaration[],
    args: readonly Value[],
    source: TS.Node,
    place: Place,
  ): void {
    const machine = this.#machine;
    // `function f(this: Scene, prompt: string)`: a type, not a parameter.
    const parameters = written.filter(({ name }) => !ts.isIdentifier(name) || name.text !== "this");
    // A default sees earlier parameters, and must not see an outer name in place of later ones.
    for (const { name } of parameters) declareNames(name, false, place.scope);
    for (const [index, parameter] of parameters.entries()) {
      if (parameter.dotDotDotToken !== undefined) {
        const rest = args.slice(index).map((value) => machine.use(value, source, place));
        machine.bind(parameter.name, array(rest), parameter, place, "parameter");
        continue;
      }
      const argument = args[index] ?? undefinedValue;
      const value = withDefault(argument, parameter.initializer, parameter.name, place, machine);
      const sources = ts.isCallExpression(source) ? source.arguments : [];
      const from = parameter.initializer ?? sources[index] ?? parameter.name;
      machine.bind(
        parameter.name,
        value,
        ts.isFunctionLike(from) ? parameter.name : from,
        place,
        "parameter",
      );
    }
  }
}

/** Whether a call gives a promise. */
export function isAsync(node: FunctionNode): boolean {
  return hasModifier(node, ts.SyntaxKind.AsyncKeyword) && !isGenerator(node);
}
