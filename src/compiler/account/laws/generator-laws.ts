/** That what a generator yields arrives at its consumer, and what is sent to it arrives in it. */
import { hasModifier } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Completion, GeneratorFrame } from "../../2-evaluate/machine/machine.ts";
import type { Resumption, Value } from "../../2-evaluate/values/values.ts";
import { elementsOf } from "./contents.ts";
import { eventOf, type Frame, type Happened, type Resumed, resumedIn } from "./frame.ts";
import type { Ledger } from "./ledger.ts";
import { Native } from "./native.ts";
import { isSame, isUndefined } from "./same.ts";
import { executed, findWrongSequence } from "./sequence.ts";

interface Step {
  readonly value: Value;
  readonly done: boolean;
}

export class GeneratorBooks {
  readonly #ledger: Ledger;
  readonly #sent = new WeakMap<GeneratorFrame, Resumption>();
  /** What a `yield*` goes through, while it does, and how many of its elements were given. */
  readonly #delegated = new WeakMap<
    GeneratorFrame,
    { readonly node: TS.Node; readonly elements: Iterator<unknown> | undefined; given: number }
  >();
  readonly #over = new WeakSet<object>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** It has ended: there is nothing to close. */
  isOver(generator: object): boolean {
    return this.#over.has(generator);
  }

  note(generator: GeneratorFrame, sent: Resumption): void {
    this.#sent.set(generator, sent);
  }

  /** After it ran to its next `yield`, or to its end. `frames`: what is in progress in it, outermost first. */
  findLostStep(
    generator: GeneratorFrame,
    sent: Resumption,
    step: Step,
    paused: TS.YieldExpression | undefined,
    frames: readonly Frame[],
  ): string | undefined {
    if (step.done) this.#over.add(generator);
    if (step.value.kind === "poison") return undefined;
    if (step.done) return findLostEnd(generator, sent, step.value, frames[0]);
    if (paused === undefined) return "a generator stopped without a yield";
    if (paused.asteriskToken !== undefined)
      return this.#findLostElement(generator, paused, step.value, frames);
    const operand = paused.expression && operandIn(paused.expression, frames);
    if (paused.expression === undefined) return isUndefined(step.value) ? undefined : lostYield;
    const settled = operand?.kind === "pending" && isAsync(generator) ? operand.value : operand;
    return isSame(settled, step.value) ? undefined : lostYield;
  }

  #findLostElement(
    generator: GeneratorFrame,
    node: TS.YieldExpression,
    value: Value,
    frames: readonly Frame[],
  ): string | undefined {
    const { list, steps } = delegation(node, frames);
    let delegated = this.#delegated.get(generator);
    if (delegated?.node !== node) {
      delegated = { node, elements: list && elementsOf(list, this.#ledger.iterators), given: 0 };
      this.#delegated.set(generator, delegated);
    }
    delegated.given += 1;
    const last = steps.at(-1);
    if (last !== undefined) {
      if (steps.length !== delegated.given) return "yield* left out an element";
      return isSame(last.value, value) || isAsync(generator) ? undefined : lostYield;
    }
    const next = delegated.elements?.next();
    if (next === undefined || isAsync(generator)) return undefined;
    return next.done !== true && (next.value === value || new Native().matches(next.value, value))
      ? undefined
      : lostYield;
  }

  /**
   * The value of a `yield` is what was sent; a `yield*` has given all of its list, and its value is what the other
   * generator returned. `happened`: around it.
   */
  findLostAnswer(
    node: TS.YieldExpression,
    value: Value,
    generator: GeneratorFrame,
    happened: readonly Happened[],
  ): string | undefined {
    if (node.asteriskToken === undefined) {
      const sent = this.#sent.get(generator);
      return sent?.kind !== "next" || isSame(sent.value, value) ? undefined : "what was sent did not arrive";
    }
    const delegated = this.#delegated.get(generator);
    this.#delegated.delete(generator);
    const last = resumedSince(node, happened).at(-1);
    if (last !== undefined) {
      if (!last.done) return "yield* left out an element";
      return isAsync(generator) || isSame(last.value, value) ? undefined : "yield* has another value";
    }
    const isLeftOver = delegated?.node === node && delegated.elements?.next().done === false;
    return isLeftOver ? "yield* left out an element" : undefined;
  }

  end(generator: GeneratorFrame): void {
    this.#over.add(generator);
  }
}

/** What a `yield*` goes through, and what that gave so far. */
function delegation(
  node: TS.YieldExpression,
  frames: readonly Frame[],
): { readonly list: Value | undefined; readonly steps: readonly Resumed[] } {
  for (const { happened } of frames.toReversed()) {
    const event = node.expression && eventOf(happened, node.expression);
    if (event !== undefined) return { list: event.value, steps: resumedSince(node, happened) };
  }
  return { list: undefined, steps: [] };
}

function resumedSince({ expression }: TS.YieldExpression, happened: readonly Happened[]): readonly Resumed[] {
  const start = happened.findLastIndex((each) => each.as === "value" && each.node === expression);
  return start < 0 ? [] : resumedIn(happened.slice(start));
}

const lostYield = "what was yielded did not arrive";

function isAsync({ node }: GeneratorFrame): boolean {
  return hasModifier(node, ts.SyntaxKind.AsyncKeyword);
}

function operandIn(node: TS.Node, frames: readonly Frame[]): Value | undefined {
  for (const { happened } of frames.toReversed()) {
    const event = eventOf(happened, node);
    if (event !== undefined) return event.value;
  }
  return undefined;
}

function findLostEnd(
  generator: GeneratorFrame,
  sent: Resumption,
  value: Value,
  frame: Frame | undefined,
): string | undefined {
  const { body } = generator.node;
  if (frame === undefined || body === undefined || !ts.isBlock(body)) return undefined;
  const ended: Completion = executed(frame.happened).at(-1)?.completion ?? { kind: "normal" };
  const isLeft = ended.kind === "return" && ts.isYieldExpression(ended.node);
  const wrong = isLeft ? undefined : findWrongSequence(body.statements, frame, ended);
  if (wrong !== undefined) return wrong;
  // A consumer that calls `return` gets its own value, unless a `finally` gives another, or what a `yield*` goes through.
  const isGiven =
    isLeft && sent.kind === "return" && !(ts.isYieldExpression(ended.node) && ended.node.asteriskToken);
  const returned = isGiven ? sent.value : ended.kind === "return" ? ended.value : undefined;
  const settled = returned?.kind === "pending" && isAsync(generator) ? returned.value : returned;
  const isReturned = settled === undefined ? isUndefined(value) : isSame(settled, value);
  return isReturned ? undefined : "a generator does not give what it returns";
}
