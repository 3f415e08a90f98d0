import { numberField, type AnswerContext } from "./answer-context.ts";

/** The seed the caller gave, else one made from the call: the same call has the same seed. A whole number. */
export function seedOf({ field, fingerprint }: AnswerContext): number {
  return numberField(field, "seed") ?? Number.parseInt(fingerprint.slice(0, 8), 16);
}
