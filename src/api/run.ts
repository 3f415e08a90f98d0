/** `falc/run`: runs a compiled workflow inside another program. */
export { execute } from "./execute.ts";
export type { Execution, ExecuteOptions } from "./execute.ts";
export { answersEngine } from "./answers-engine.ts";
export { emulatorEngine } from "./emulator-engine.ts";
export { falEngine } from "./fal-engine.ts";
export type { FalOptions } from "./fal-engine.ts";
export { hostedEngine } from "./hosted-engine.ts";
export type { HostedOptions } from "./hosted-engine.ts";
export type { JournalOptions } from "./journal-options.ts";
export type { RunEngine } from "./run-engine.ts";
export type { EmulatorOptions } from "./emulator-options.ts";
export { InvalidGraphError, InvalidInputError, RunAbortedError, RunFailedError } from "./errors.ts";
export type { GivenAnswer as Answer } from "./answers-engine.ts";
export type { AnswerSource, NodeFailure } from "../execution/failure.ts";
export type { Engine, Held, SentRequest } from "../execution/engine.ts";
export type { RunEvent } from "../execution/events.ts";
export type { InputProblem } from "../lib/input-problem.ts";
export type { Json, JsonObject } from "../lib/json.ts";
