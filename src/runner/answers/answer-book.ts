/** Finds the recorded answer to a call. */
import type { Answer } from "../../execution/answer.ts";
import { canonicalJson } from "../../lib/canonical-json.ts";
import type { JsonObject } from "../../lib/json.ts";
import { addTo } from "../../lib/add-to.ts";
import { isLike } from "./is-like.ts";

export type FoundAnswer =
  | { readonly kind: "found"; readonly answer: Answer }
  /** `used`: the answers for exactly this input, which went to equal calls before; `others`: all of the endpoint. */
  | { readonly kind: "missing"; readonly used: number; readonly others: number };

/** The answers for one run: each of those for an exact input is given once. */
export class AnswerBook {
  /** Endpoint and input → its answers. */
  readonly #exact = new Map<string, EqualAnswers>();
  /** Endpoint → its answers for other than exact inputs, in the order of the file. */
  readonly #like = new Map<string, Answer[]>();
  readonly #counts = new Map<string, number>();

  constructor(answers: readonly Answer[]) {
    for (const answer of answers) {
      const { endpoint, input } = answer;
      this.#counts.set(endpoint, (this.#counts.get(endpoint) ?? 0) + 1);
      if (input === undefined) {
        addTo(this.#like, endpoint, answer);
        continue;
      }
      const key = keyOf(endpoint, input);
      const equal = this.#exact.get(key) ?? new EqualAnswers();
      equal.add(answer);
      this.#exact.set(key, equal);
    }
  }

  /**
   * An answer for exactly this input, or else the first whose `like` it matches. Of several for this input: the one that
   * was recorded for the node, or else the first that is left.
   */
  take(endpoint: string, input: JsonObject, node: string): FoundAnswer {
    const equal = this.#exact.get(keyOf(endpoint, input));
    const answer =
      equal?.take(node) ?? this.#like.get(endpoint)?.find(({ like = {} }) => isLike(like, input));
    if (answer !== undefined) return { kind: "found", answer };
    const used = equal?.size ?? 0;
    return { kind: "missing", used, others: (this.#counts.get(endpoint) ?? 0) - used };
  }
}

/** For one endpoint and input, in the order of the file. */
class EqualAnswers {
  readonly #left = new Set<Answer>();
  readonly #byNode = new Map<string, Answer[]>();
  size = 0;

  add(answer: Answer): void {
    this.size += 1;
    this.#left.add(answer);
    if (answer.node !== undefined) addTo(this.#byNode, answer.node, answer);
  }

  take(node: string): Answer | undefined {
    const own = this.#byNode.get(node)?.find((answer) => this.#left.has(answer));
    const [first] = this.#left;
    const answer = own ?? first;
    if (answer !== undefined) this.#left.delete(answer);
    return answer;
  }
}

function keyOf(endpoint: string, input: JsonObject): string {
  return `${endpoint} ${canonicalJson(input)}`;
}
