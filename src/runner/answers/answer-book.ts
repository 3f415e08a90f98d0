/** Finds the recorded answer to a call. */
import type { Answer } from "../../execution/answer.ts";
import { canonicalJson } from "../../lib/canonical-json.ts";
import { isPlainObject, type Json, type JsonObject } from "../../lib/json.ts";

export type FoundAnswer =
  | { readonly kind: "found"; readonly answer: Answer }
  /** `used`: the answers for exactly this input, which went to equal calls before; `others`: all of the endpoint. */
  | { readonly kind: "missing"; readonly used: number; readonly others: number };

/** The answers for one run: each of those for an exact input is given once. */
export class AnswerBook {
  /** Endpoint and input → its answers, in the order of the file. */
  readonly #exact = new Map<string, Answer[]>();
  readonly #given = new Map<string, number>();
  /** Endpoint → its answers for other than exact inputs, in the order of the file. */
  readonly #like = new Map<string, Answer[]>();
  readonly #counts = new Map<string, number>();

  constructor(answers: readonly Answer[]) {
    for (const answer of answers) {
      const { endpoint, input } = answer;
      const [all, key] = input === undefined ? [this.#like, endpoint] : [this.#exact, keyOf(endpoint, input)];
      const known = all.get(key);
      if (known === undefined) all.set(key, [answer]);
      else known.push(answer);
      this.#counts.set(endpoint, (this.#counts.get(endpoint) ?? 0) + 1);
    }
  }

  /** An answer for exactly this input, or else the first whose `like` it matches. */
  take(endpoint: string, input: JsonObject): FoundAnswer {
    const key = keyOf(endpoint, input);
    const given = this.#given.get(key) ?? 0;
    const exact = this.#exact.get(key)?.[given];
    const answer = exact ?? this.#like.get(endpoint)?.find(({ like = {} }) => matches(like, input));
    if (exact !== undefined) this.#given.set(key, given + 1);
    if (answer !== undefined) return { kind: "found", answer };
    return { kind: "missing", used: given, others: (this.#counts.get(endpoint) ?? 0) - given };
  }
}

function keyOf(endpoint: string, input: JsonObject): string {
  return `${endpoint} ${canonicalJson(input)}`;
}

/** Whether a value contains what the pattern names. Lists have the same length. */
export function matches(pattern: Json, value: Json): boolean {
  if (typeof pattern === "string") return typeof value === "string" && matchesText(pattern, value);
  if (Array.isArray(pattern)) {
    const list = pattern as readonly Json[];
    const others = Array.isArray(value) ? (value as readonly Json[]) : undefined;
    return (
      others?.length === list.length && list.every((each, index) => matches(each, others[index] ?? null))
    );
  }
  if (!isPlainObject(pattern)) return pattern === value;
  return (
    isPlainObject(value) &&
    Object.entries(pattern).every(
      ([key, inner]) => Object.hasOwn(value, key) && matches(inner, value[key] ?? null),
    )
  );
}

/** `*` stands for any characters. Linear in the text for each part of the pattern. */
function matchesText(pattern: string, text: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
