/** Holds each step of an evaluation against the laws, and keeps the books that they need. */
import { hasModifier, isAssignment, isUpdate } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import type { Module } from "../1-parse/module.ts";
import type { Completion, GeneratorFrame, Place } from "../2-evaluate/machine/machine.ts";
import {
  type FunctionNode,
  type Receiver,
  type Resumption,
  undefinedValue,
  type Value,
} from "../2-evaluate/values/values.ts";
import { findLostParts, heldBefore, keysBefore } from "./laws/assignment-laws.ts";
import { lawFor } from "./laws/builtin-laws.ts";
import { findLostArgument, findLostRun } from "./laws/call-laws.ts";
import { findLostMembers, findLostParameters } from "./laws/class-laws.ts";
import { elementsOf, fieldsNow, keysOver, textNow } from "./laws/contents.ts";
import { findLoss } from "./laws/expression-laws.ts";
import { type Contents, type Frame, type Happened, newFrame, type Resumed, valueIn } from "./laws/frame.ts";
import { GeneratorBooks } from "./laws/generator-laws.ts";
import { elementsNow, findUnclosed, isAsked } from "./laws/iteration-laws.ts";
import { Ledger } from "./laws/ledger.ts";
import { Native } from "./laws/native.ts";
import { isPart, partsTaken } from "./laws/pattern-laws.ts";
import { findWrongOwner, findWrongSelf } from "./laws/receiver-laws.ts";
import { isSame } from "./laws/same.ts";
import { findWrongStatement, loopTarget, loopVariable } from "./laws/statement-laws.ts";

type Problem = (node: TS.Node, message: string) => void;

export class Accountant {
  readonly #problem: Problem;
  readonly #ledger: Ledger;
  readonly #generators: GeneratorBooks;
  /** By scope, the declarations that gave its variables a value. */
  readonly #bound = new WeakMap<Place["scope"], Set<TS.BindingName>>();
  readonly #thrown = new WeakSet<Value>();

  constructor(problem: Problem, modules: () => ReadonlyMap<string, Module>) {
    this.#problem = problem;
    this.#ledger = new Ledger(modules);
    this.#generators = new GeneratorBooks(this.#ledger);
  }

  #report(node: TS.Node, message: string | undefined): void {
    if (message !== undefined) this.#problem(node, message);
  }

  /** Before anything in a function's code. */
  #enter({ place }: Frame, outer: Frame): void {
    if (outer.owner === undefined || place === undefined) return;
    this.#report(outer.node ?? place.module.tree, findWrongOwner(outer, place, this.#ledger));
    outer.owner = undefined;
  }

  /** Before an expression is evaluated. `outer`: what it is a part of. */
  begin(node: TS.Expression, frame: Frame, outer: Frame): void {
    this.#enter(frame, outer);
    if (ts.isPropertyDeclaration(node.parent) && node.parent.initializer === node) {
      this.#noteSelf(frame, outer, hasModifier(node.parent, ts.SyntaxKind.StaticKeyword));
    }
    if (isUpdate(node)) frame.before = heldBefore(node.operand, frame, this.#ledger);
    const { node: around } = outer;
    const isRight = around !== undefined && ts.isBinaryExpression(around) && around.right === node;
    if (isRight && isAssignment(around.operatorToken.kind)) {
      outer.before = heldBefore(around.left, outer, this.#ledger);
    }
  }

  /** `generator`: the one that stopped inside this expression, which was evaluated part by part. */
  expression(
    node: TS.Expression,
    value: Value,
    frame: Frame,
    outer: Frame | undefined,
    generator: GeneratorFrame | undefined,
  ): void {
    if (generator !== undefined && ts.isYieldExpression(node)) {
      this.#report(node, this.#generators.findLostAnswer(node, value, generator, outer?.happened ?? []));
    }
    if (generator === undefined) this.#report(node, findLoss(node, value, frame, this.#ledger));
    else if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) {
      // Only its parts were recorded, with the code around it.
      this.#report(node, findLostParts(node.left, value, frame, this.#ledger));
    }
  }

  /** What an expression holds that is gone through later, as it is now. */
  contents(node: TS.Node, value: Value, outer: Frame): Contents | undefined {
    const { parent } = node;
    if (ts.isBinaryExpression(parent) && parent.right === node && isAssignment(parent.operatorToken.kind))
      outer.keys = keysBefore(parent.left, outer);
    if (ts.isForOfStatement(parent) && parent.expression === node) {
      outer.elements = elementsOf(value, this.#ledger.iterators);
    } else if (ts.isForInStatement(parent) && parent.expression === node) outer.elements = keysOver(value);
    const { node: around } = outer;
    const isDeleted = around !== undefined && ts.isDeleteExpression(around) && value.kind === "object";
    if (isDeleted && outer.keys === undefined) outer.keys = Object.keys(value.fields).slice(0, 100);
    const isGone = ts.isSpreadElement(parent) || (ts.isNewExpression(parent) && isAsked(value));
    if (isGone) return elementsNow(value, this.#ledger.iterators, outer);
    if (ts.isSpreadAssignment(parent)) return fieldsNow(value, outer.happened);
    return ts.isTemplateSpan(parent) || isOperand(parent) ? textNow(value) : undefined;
  }

  statement(node: TS.Statement, frame: Frame, completion: Completion | undefined): void {
    if (completion === undefined && ts.isThrowStatement(node)) {
      const value = valueIn(frame, node.expression);
      if (value !== undefined && !this.#thrown.has(value))
        this.#problem(node, "what is thrown is not the value of its expression");
    }
    if (!isLeftAtYield(frame, completion)) this.#report(node, findWrongStatement(node, frame, completion));
    if (completion !== undefined && ts.isIterationStatement(node, false))
      this.#report(
        node,
        findUnclosed(frame.happened, (each) => this.#generators.isOver(each)),
      );
    if (completion === undefined || !ts.isClassDeclaration(node)) return;
    const value = frame.place?.scope.own(node.name?.text ?? "default")?.value;
    if (value !== undefined) this.#report(node, findLostMembers(node, value, frame));
  }

  /** Something was thrown, and ends what is in progress. */
  thrown(value: Value): void {
    this.#thrown.add(value);
  }

  /** Before a name or a pattern is bound; returns what to check afterwards. */
  binding(name: TS.BindingName, value: Value, place: Place, frame: Frame | undefined): () => void {
    if (frame !== undefined) this.#report(name, this.#findWrongElement(name, value, frame));
    if (ts.isCatchClause(name.parent.parent) && !this.#thrown.has(value))
      this.#problem(name, "what is caught is not what was thrown");
    this.#report(name, this.#findOldVariable(name, place));
    if (ts.isIdentifier(name)) {
      return () => {
        if (!this.#ledger.write(name.text, value, place))
          this.#problem(name, `${name.text} did not get its value`);
      };
    }
    const start = frame?.happened.length ?? 0;
    const taken = partsTaken(name, value, this.#ledger);
    return () => {
      const happened = frame?.happened.slice(start) ?? [];
      this.#report(
        name,
        findUnclosed(happened, (each) => this.#generators.isOver(each)),
      );
      for (const { target, part } of taken(happened)) {
        const bound = happened.find((each) => each.as === "bound" && each.name === target);
        const isAlias =
          bound?.as === "bound" && part !== undefined && part.kind !== "value" && bound.value === value;
        const isBound = bound?.as === "bound" && isPart(part, bound.value) && !isAlias;
        if (!isBound) this.#problem(target, `${target.getText()} did not get its part`);
      }
    };
  }

  /** Each round of a loop, and each call, has variables of its own, which closures keep. */
  #findOldVariable(name: TS.BindingName, { scope }: Place): string | undefined {
    if (!ts.isIdentifier(name) || isVar(name)) return undefined;
    const names = this.#bound.get(scope) ?? new Set();
    this.#bound.set(scope, names);
    if (names.has(name)) return `${name.text} is the variable of an earlier round`;
    names.add(name);
    return undefined;
  }

  /** In a loop over elements, the next one has to be next. */
  #findWrongElement(
    name: TS.BindingName,
    value: Value,
    { node, elements, happened }: Frame,
  ): string | undefined {
    if (node === undefined || !(ts.isForOfStatement(node) || ts.isForInStatement(node))) return undefined;
    if (loopVariable(node) !== name) return undefined;
    const resumed =
      elements !== undefined
        ? undefined
        : resumedSince(happened, (each) => each.as === "bound" && each.name === name);
    const isAwaited = ts.isForOfStatement(node) && node.awaitModifier !== undefined;
    if (resumed === "several") return "a loop left out what a generator gave";
    if (resumed !== undefined) {
      return isSame(isAwaited ? settled(resumed.value) : resumed.value, value)
        ? undefined
        : "a loop's variable is not what was given";
    }
    const next = elements?.next();
    if (next === undefined) return undefined;
    if (next.done === true) return "a loop went on after its last element";
    const given = isAwaited ? settled(next.value) : next.value;
    const isNext = given === value || new Native().matches(given, value);
    return isNext ? undefined : "a loop left out an element";
  }

  /** `this` in an initializer or a static block is the object, or the class. */
  #noteSelf({ place }: Frame, outer: Frame, isStatic: boolean): void {
    const variable = place?.scope.find("this");
    outer.selves.push({ isStatic, self: variable?.value });
    if (variable?.value !== undefined) this.#ledger.owners.set(variable, variable.value);
  }

  /** A generator function was called. */
  made(node: FunctionNode, self: Value | undefined): void {
    const { generatorOwners } = this.#ledger;
    generatorOwners.set(node, (generatorOwners.get(node) ?? new Set()).add(self ?? undefinedValue));
  }

  generatorFrame(node: FunctionNode): Frame {
    const frame = newFrame(undefined);
    const values = this.#ledger.generatorOwners.get(node);
    if (values !== undefined) frame.owner = { kind: "one of", values };
    return frame;
  }

  /** Before a statement is executed: a loop has assigned the element to what exists. `outer`: what it is a part of. */
  beginStatement(node: TS.Statement, frame: Frame, outer: Frame | undefined): void {
    if (outer !== undefined) this.#enter(frame, outer);
    if (outer?.node !== undefined && ts.isForStatement(outer.node) && outer.node.statement === node)
      this.#report(node, findSharedVariable(outer.node, frame, outer));
    if (outer !== undefined && ts.isClassStaticBlockDeclaration(node.parent.parent))
      this.#noteSelf(frame, outer, true);
    const loop = outer?.node;
    if (outer === undefined || loop === undefined) return;
    if (!ts.isForOfStatement(loop) && !ts.isForInStatement(loop)) return;
    const target = loopTarget(loop);
    if (target === undefined || loop.statement !== node) return;
    const given = this.#nextOf(loop, outer);
    if (given === undefined) return void findLostParts(target, undefinedValue, outer, this.#ledger, false);
    if (typeof given === "string") return this.#problem(node, given);
    this.#report(target, findLostParts(target, given.value, outer, this.#ledger, given.isWhole));
  }

  #nextOf(
    loop: TS.ForInOrOfStatement,
    { elements, happened }: Frame,
  ): { readonly value: Value; readonly isWhole: boolean } | string | undefined {
    if (ts.isForOfStatement(loop) && loop.awaitModifier !== undefined) return undefined;
    const resumed =
      elements !== undefined ? undefined : resumedSince(happened, (each) => each.as === "statement");
    if (resumed === "several") return "a loop left out what a generator gave";
    if (resumed !== undefined) return { value: resumed.value, isWhole: true };
    const next = elements?.next();
    if (next === undefined) return undefined;
    if (next.done === true) return "a loop went on after its last element";
    const isToken = typeof next.value === "object" && next.value !== null;
    // A pair that the iteration made is in no variable.
    if (Array.isArray(next.value)) return undefined;
    return {
      value: isToken ? (next.value as Value) : { kind: "known", value: next.value as string },
      isWhole: true,
    };
  }

  argumentsOf(node: TS.Node, args: readonly Value[], self: Value | undefined, frame: Frame): void {
    this.#report(node, findWrongSelf(node, self, frame));
    const lost = findLostArgument(node, args, frame);
    if (lost !== undefined) this.#problem(lost.node, lost.message);
  }

  /** Before a function is called; returns what to check afterwards, for one of JavaScript's own. */
  application(
    callee: Value,
    args: readonly Value[],
    self: Value | undefined,
    site: TS.Node,
  ): (result: Value, frame: Frame) => void {
    if (callee.kind !== "builtin") return () => undefined;
    const check = lawFor({ name: callee.name, callee, args, self }, this.#ledger);
    return (result, frame) => {
      if (result.kind === "poison") return;
      this.#report(
        site,
        check === undefined ? `there is no account of ${callee.name}` : check(result, frame),
      );
    };
  }

  run(
    node: FunctionNode,
    args: readonly Value[],
    result: Value,
    frame: Frame,
    receiver: Value | Receiver | undefined,
  ): void {
    const isConstructor = ts.isConstructorDeclaration(node);
    this.#report(node, findLostRun(node, args, isConstructor ? undefined : result, frame));
    const self = receiver !== undefined && "self" in receiver ? receiver.self.value : undefined;
    this.#report(node, findLostParameters(node, self, frame));
  }

  workflow(node: FunctionNode, result: Value, frame: Frame): void {
    // Its input is the interface's.
    const bound = frame.happened.filter((each) => each.as === "bound");
    const parameters = node.parameters.filter(({ name }) => !ts.isIdentifier(name) || name.text !== "this");
    const input = bound.find(({ name }) => name === parameters[0]?.name)?.value;
    const settled: Value = { kind: "pending", value: result, calls: [], tasks: [] };
    const isAsync = hasModifier(node, ts.SyntaxKind.AsyncKeyword);
    this.#report(
      node,
      findLostRun(node, input === undefined ? [] : [input], isAsync ? settled : undefined, frame),
    );
  }

  /** Something was thrown in it. */
  ended(generator: GeneratorFrame): void {
    this.#generators.end(generator);
  }

  sent(generator: GeneratorFrame, sent: Resumption): void {
    this.#generators.note(generator, sent);
  }

  resumed(
    generator: GeneratorFrame,
    sent: Resumption,
    value: Value,
    done: boolean,
    paused: TS.YieldExpression | undefined,
    frames: readonly Frame[],
  ): void {
    const wrong = this.#generators.findLostStep(generator, sent, { value, done }, paused, frames);
    this.#report(paused ?? generator.node, wrong);
  }
}

function isVar(name: TS.BindingName): boolean {
  let around: TS.Node = name;
  while (ts.isBindingName(around) || ts.isBindingElement(around)) around = around.parent;
  const list = around.parent;
  return (
    ts.isVariableDeclaration(around) &&
    ts.isVariableDeclarationList(list) &&
    (ts.getCombinedNodeFlags(list) & ts.NodeFlags.BlockScoped) === 0
  );
}

/** Each round of a `for` has copies of its variables, which closures keep. */
function findSharedVariable(
  { initializer }: TS.ForStatement,
  { place }: Frame,
  { rounds }: Frame,
): string | undefined {
  if (initializer === undefined || !ts.isVariableDeclarationList(initializer)) return undefined;
  for (const { name } of initializer.declarations) {
    const variable = ts.isIdentifier(name) && !isVar(name) ? place?.scope.find(name.text) : undefined;
    if (variable !== undefined && rounds.has(variable))
      return `${variable.name} is the variable of an earlier round`;
    if (variable !== undefined) rounds.add(variable);
  }
  return undefined;
}

/** What `for await` gives to its variable. */
function settled<Given>(given: Given): Given | Value {
  const value = given as Value | undefined;
  return typeof value === "object" && value?.kind === "pending" ? value.value : given;
}

/** What a generator gave since the loop's last round: one value. */
function resumedSince(
  happened: Frame["happened"],
  isLast: (each: Happened) => boolean,
): Resumed | "several" | undefined {
  const start = happened.findLastIndex(isLast);
  let found: Resumed | undefined;
  for (let index = start + 1; index < happened.length; index++) {
    const each = happened[index];
    if (each?.as !== "resumed" || each.by !== "next") continue;
    if (found !== undefined) return "several";
    found = each;
  }
  return found;
}

function isOperand(parent: TS.Node): boolean {
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

/** A consumer called `return`: the statement around the `yield` ends there. */
function isLeftAtYield({ happened }: Frame, completion: Completion | undefined): boolean {
  return (
    completion?.kind === "return" &&
    ts.isYieldExpression(completion.node) &&
    !happened.some((each) => each.as === "statement" && each.completion?.kind === "return")
  );
}
