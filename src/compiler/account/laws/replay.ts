/** Stands in for what JavaScript itself cannot be given: the author's callbacks, and texts that have references inside. */
import type { Value } from "../../2-evaluate/values/values.ts";
import type { Applied } from "./frame.ts";
import type { Native } from "./native.ts";
import type { TextParts } from "./same.ts";
import { partsOfText } from "./text-laws.ts";

/** Words that stand for references in what JavaScript computes, and are found again in its result. */
export class Marks {
  readonly #texts: TextParts[] = [];

  get isUsed(): boolean {
    return this.#texts.length > 0;
  }

  /** A known value as text; `undefined` for what is neither text nor known. */
  of(value: Value): string | undefined {
    if (value.kind === "known") return String(value.value);
    const parts = isText(value) ? partsOfText(value) : undefined;
    return parts && `\u0001${this.#texts.push(parts) - 1}\u0002`;
  }

  partsOf(text: string): TextParts {
    return text.split(/(\u0001\d+\u0002)/).flatMap((part) => {
      const [, index] = /^\u0001(\d+)\u0002$/.exec(part) ?? [];
      return index === undefined ? [part] : (this.#texts[Number(index)] ?? []);
    });
  }
}

/** The callback as it was observed. */
export class Replay {
  readonly #calls: readonly Applied[];
  readonly #data: Native;
  readonly #marks: Marks | undefined;
  #next = 0;
  #wrong: string | undefined;

  constructor(calls: readonly Applied[], data: Native, marks: Marks | undefined) {
    this.#calls = calls;
    this.#data = data;
    this.#marks = marks;
  }

  readonly callback = (...args: readonly unknown[]): unknown => {
    const call = this.#calls[this.#next++];
    if (call === undefined) {
      this.#wrong = "a function was not called for every element";
      return undefined;
    }
    const isAsked = call.args.every((arg, index) => this.#data.matches(args[index], arg));
    if (!isAsked) this.#wrong ??= "a function was called with other arguments";
    const mark = this.#marks?.of(call.result);
    if (mark !== undefined) return mark;
    return this.#data.of(call.result, call.result.kind === "array" ? 1 : 0);
  };

  get problem(): string | undefined {
    return (
      this.#wrong ??
      (this.#next > 0 && this.#next < this.#calls.length ? "a function was called too often" : undefined)
    );
  }
}

export function isText({ kind }: Value): boolean {
  return kind === "text" || kind === "reference";
}
