/**
 * The code of a generator as a stack of flows: one for its body, and one for each statement and expression inside it that
 * can stop at a `yield`. Code that cannot stop is left to the machine. Stopping means leaving the stack as it is.
 */
import { answerNow, type Answer, type Flow, type Part } from "../machine/flow.ts";
import type { Completion, Machine } from "../machine/machine.ts";
import { statementRow } from "../machine/rules.ts";
import type { TS } from "../../typescript.ts";
import type { Resumption, Value } from "../values/values.ts";
import { ReturnAsked, stoppingFlow } from "./stopping.ts";
import { yields } from "./yields.ts";

interface Entry {
  readonly flow: Flow<Value | Completion>;
  /** `undefined` for an expression, and for the body. */
  readonly statement: TS.Statement | undefined;
}

/** What a flow continues with. */
type Input = { readonly answer: Answer | undefined } | { readonly error: unknown };

export class Steps {
  readonly #machine: Machine;
  readonly #stack: Entry[];

  constructor(body: Flow<Value>, machine: Machine) {
    this.#machine = machine;
    this.#stack = [{ flow: body, statement: undefined }];
  }

  /** Runs to the next `yield`, or to the end. A value sent before the code has started is ignored, as in JavaScript. */
  next(sent: Resumption): { readonly value: Value; readonly done: boolean } {
    let input: Input = { answer: sent };
    for (let top = this.#stack.at(-1); top !== undefined; top = this.#stack.at(-1)) {
      const step = advance(top.flow, input);
      if ("error" in step) {
        this.#stack.pop();
        input = this.#leave(top, step);
      } else if (step.done === true) {
        this.#stack.pop();
        if (top.statement !== undefined)
          this.#machine.noteCompletion(top.statement, step.value as Completion); // the result of a statement's flow
        input = { answer: step.value };
      } else if (step.value.as === "pause") return { value: step.value.value, done: false };
      else input = this.#begin(step.value);
    }
    if ("error" in input) throw input.error;
    return { value: input.answer as Value, done: true }; // the result of the body's flow
  }

  #begin(part: Exclude<Part, { readonly as: "pause" }>): Input {
    const machine = this.#machine;
    if (part.as === "statement") {
      const { node, place } = part;
      const flow = yields(node) ? statementRow(node)?.flow : undefined;
      // For example a class: its own rule reaches the `yield`, which is refused.
      if (flow === undefined) return attempt(() => machine.execute(node, place));
      const counted = attempt(() => void machine.step(node, place));
      if ("error" in counted) return counted;
      machine.noteStart(node, place);
      this.#stack.push({ flow: flow(node as never, place, machine), statement: node }); // the flow for this kind
    } else if (yields(part.node)) {
      this.#stack.push({ flow: stoppingFlow(part.node, part.place, machine), statement: undefined });
    } else return attempt(() => answerNow(part, machine));
    return { answer: undefined };
  }

  /** If the consumer calls `return`, the statement around the `yield` ends like a `return` statement. */
  #leave({ statement }: Entry, input: { readonly error: unknown }): Input {
    if (statement === undefined) return input;
    if (!(input.error instanceof ReturnAsked)) {
      this.#machine.noteLeft(statement);
      return input;
    }
    const { value, node } = input.error;
    const completion: Completion = { kind: "return", value, node };
    this.#machine.noteCompletion(statement, completion);
    return { answer: completion };
  }
}

function advance(
  flow: Entry["flow"],
  input: Input,
): IteratorResult<Part, Value | Completion> | { error: unknown } {
  try {
    // A flow that has not started ignores its first input.
    return "error" in input ? flow.throw(input.error) : flow.next(input.answer as Answer);
  } catch (error) {
    return { error };
  }
}

function attempt(run: () => Answer | undefined): Input {
  try {
    return { answer: run() };
  } catch (error) {
    return { error };
  }
}
