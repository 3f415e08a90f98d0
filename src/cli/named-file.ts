import { commandErrorOf } from "./command-error-of.ts";
import { exit } from "./io.ts";

/** What is wrong with a file that an option names is wrong usage. */
export function namedFile<Result>(open: () => Result): Result {
  try {
    return open();
  } catch (error) {
    throw commandErrorOf(error, exit.usage) ?? error;
  }
}
