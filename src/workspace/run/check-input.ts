/** Checks an input against a workflow's schema, and against the endpoints that receive parts of it. */
import type { Catalog } from "../../endpoints/catalog.ts";
import type { InputProblem } from "../../lib/input-problem.ts";
import type { JsonObject } from "../../lib/json.ts";
import { type Artifact, unusableSchema } from "../artifacts/artifact.ts";
import { findGivenFiles, showFiles } from "./given-files.ts";
import { findNumberProblems } from "./number-problems.ts";
import { findReachedFields } from "./reached-fields.ts";

/** A valid input. Files to upload are stand-ins in it: see `findGivenFiles`. */
export interface RunInput {
  /** As the user gave it. */
  readonly given: JsonObject;
  /** With the defaults of the workflow's schema. */
  readonly filled: JsonObject;
  /** Stand-in → absolute path. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * The input, or all its problems, whose messages name files as the user did. `cwd`: paths of files are relative to it.
 * Throws a WorkspaceError for a schema that cannot be used.
 */
export async function checkRunInput(
  given: JsonObject,
  artifact: Pick<Artifact, "name" | "inputSchema" | "graph">,
  catalog: Catalog,
  cwd: string,
): Promise<RunInput | { readonly problems: readonly InputProblem[] }> {
  const reached = findReachedFields(artifact.graph, catalog);
  const found = findGivenFiles(given, { schema: artifact.inputSchema, reached, cwd });
  const checked = await check(artifact, found.input);
  const problems = [
    ...found.problems,
    ...("problems" in checked ? checked.problems : findNumberProblems(checked.input, reached)),
  ].map(({ path, message }) => ({ path, message: showFiles(message) }));
  return "input" in checked && problems.length === 0
    ? { given: found.input, filled: checked.input, files: found.files }
    : { problems };
}

/** Loads the checker only now: help does not need it. */
async function check(artifact: Pick<Artifact, "name" | "inputSchema">, input: JsonObject) {
  const { checkInput } = await import("../../runner/input.ts");
  try {
    return checkInput(artifact.inputSchema, input);
  } catch (error) {
    throw unusableSchema(artifact.name, (error as Error).message);
  }
}
