/** Flows of rules (`2-evaluate/machine/flow.ts`) with other parts or answers. */
import type { Answer, Flow, Part } from "../../../src/compiler/2-evaluate/machine/flow.ts";

/** The flow, with what each of its parts is answered changed. */
export function* answering<Result>(
  flow: Flow<Result>,
  change: (answer: Answer, part: Part) => Answer,
): Flow<Result> {
  let step = flow.next();
  while (step.done !== true) {
    let answer: Answer;
    try {
      answer = yield step.value;
    } catch (error) {
      step = flow.throw(error);
      continue;
    }
    step = flow.next(change(answer, step.value));
  }
  return step.value;
}

/** The flow, and then what `last` makes of its result. */
export function* followed<Result>(
  flow: Flow<Result>,
  last: (result: Result) => Result | Flow<Result>,
): Flow<Result> {
  const result = yield* flow;
  const made = last(result);
  return isFlow(made) ? yield* made : made;
}

function isFlow<Result>(made: Result | Flow<Result>): made is Flow<Result> {
  return typeof made === "object" && made !== null && Symbol.iterator in made && "throw" in made;
}
