/** That what a generator yields arrives at its consumer, and what is sent to it arrives in it. */
import { hasModifier } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Completion, GeneratorFrame } from "../../2-evaluate/machine/machine.ts";
import type { Resumption, Value } from "../../2-evaluate/values/values.ts";
import { elementsOf } from "./contents.ts";
import { eventOf, type Frame } from "./frame.ts";
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
  /** What a `yield*` goes through, while it does. */
  readonly #delegated = new WeakMap<
    GeneratorFrame,
    { readonly node: TS.Node; readonly elements: Iterator<unknown> | undefined }
  >();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
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
    if (step.value.kind === "poison") return undefined;
    if (step.done) return sent.kind === "next" ? findLostEnd(generator, step.value, frames[0]) : undefined;
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
    const resumed = frames.at(-1)?.happened.at(-1);
    if (resumed?.as === "resumed")
      return isSame(resumed.value, value) || isAsync(generator) ? undefined : lostYield;
    const list = node.expression && operandIn(node.expression, frames);
    let delegated = this.#delegated.get(generator);
    if (delegated?.node !== node) {
      delegated = { node, elements: list && elementsOf(list, this.#ledger.iterators) };
      this.#delegated.set(generator, delegated);
    }
    const next = delegated.elements?.next();
    if (next === undefined || isAsync(generator)) return undefined;
    return next.done !== true && (next.value === value || new Native().matches(next.value, value))
      ? undefined
      : lostYield;
  }

  /** The value of a `yield` is what was sent; a `yield*` over a list has given all of it. */
  findLostAnswer(node: TS.YieldExpression, value: Value, generator: GeneratorFrame): string | undefined {
    if (node.asteriskToken !== undefined) {
      const delegated = this.#delegated.get(generator);
      this.#delegated.delete(generator);
      const isLeftOver = delegated?.node === node && delegated.elements?.next().done === false;
      return isLeftOver ? "yield* left out an element" : undefined;
    }
    const sent = this.#sent.get(generator);
    return sent?.kind !== "next" || isSame(sent.value, value) ? undefined : "what was sent did not arrive";
  }
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

function findLostEnd(generator: GeneratorFrame, value: Value, frame: Frame | undefined): string | undefined {
  const { body } = generator.node;
  if (frame === undefined || body === undefined || !ts.isBlock(body)) return undefined;
  const ended: Completion = executed(frame.happened).at(-1)?.completion ?? { kind: "normal" };
  const wrong = findWrongSequence(body.statements, frame, ended);
  if (wrong !== undefined) return wrong;
  const returned = ended.kind === "return" ? ended.value : undefined;
  const settled = returned?.kind === "pending" && isAsync(generator) ? returned.value : returned;
  const isReturned = settled === undefined ? isUndefined(value) : isSame(settled, value);
  return isReturned ? undefined : "a generator does not give what it returns";
}
