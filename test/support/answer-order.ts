/**
 * The order in which the calls of a direct run are answered. A program whose result depends on it must not be
 * accepted, so the oracle tries several.
 */

/** Resolves when the call with this mark may be answered. */
export type AnswerOrder = (mark: string) => Promise<void>;

/** Answers within the same turn of the event loop, after up to four microtasks, depending on the call's mark. */
export const inTurns: AnswerOrder = async (mark) => {
  const turns = Number.parseInt(mark.slice(0, 2), 16) % 5;
  for (let turn = 0; turn < turns; turn++) await Promise.resolve();
};

/**
 * Answers one call at a time, and lets the program do everything it can before the next one. `choose` gets the number
 * of waiting calls, oldest first, and returns the index of the one to answer.
 */
export function oneByOne(choose: (waiting: number) => number): AnswerOrder {
  const waiting: (() => void)[] = [];
  const answerOne = () => {
    const [chosen] = waiting.splice(choose(waiting.length), 1);
    chosen?.();
    if (waiting.length > 0) setImmediate(answerOne);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(answerOne);
    });
}

export const oldestFirst = (): AnswerOrder => oneByOne(() => 0);
export const newestFirst = (): AnswerOrder => oneByOne((waiting) => waiting - 1);
