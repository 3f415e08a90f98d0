import type { Io } from "./io.ts";

/** Whether a person at the terminal says yes; no if there is nobody. */
export async function confirm(question: string, { ask }: Pick<Io, "ask">): Promise<boolean> {
  if (ask === undefined) return false;
  return /^y(es)?$/i.test((await ask(`${question} [y/N] `)).trim());
}
