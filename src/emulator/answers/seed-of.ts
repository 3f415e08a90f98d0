import { numberField, type AnswerContext } from "./answer-context.ts";

/** The caller's seed, or one derived from the call: the same call gives the same seed. An integer. */
export function seedOf({ field, fingerprint }: AnswerContext): number {
  return numberField(field, "seed") ?? Number.parseInt(fingerprint.slice(0, 8), 16);
}
