/**
 * In which order the calls of a direct run are answered. A program whose result depends on it must not be accepted, so the
 * oracle tries several.
 */
/** Resolves when the call with this mark may be answered. */
export type AnswerOrder = (mark: string) => Promise<void>;
/** Answers within the same turn of the event loop, after none to four microtasks, by the call's own mark. */
export declare const inTurns: AnswerOrder;
/**
 * Answers one call at a time and lets the program do all it can before the next one. `choose` gets the number of calls that
 * wait, oldest first, and gives the index of the one that is answered.
 */
export declare function oneByOne(choose: (waiting: number) => number): AnswerOrder;
export declare const oldestFirst: () => AnswerOrder;
export declare const newestFirst: () => AnswerOrder;
