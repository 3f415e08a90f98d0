/** A compiled workflow, read from disk and checked: a graph from a pull request is untrusted. */
import { readFileSync } from "node:fs";
import { readBare } from "../../graph/dialects/bare.ts";
import { readReuse } from "../../graph/reuse.ts";
import type { Graph } from "../../graph/types.ts";
import { suggest } from "../../guess/suggest.ts";
import { decodeText } from "../../lib/decode-text.ts";
import { isJsonObject, type Json } from "../../lib/json.ts";
import { parseJson, printJsonProblem } from "../../lib/parse-json.ts";
import { printable } from "../../lib/printable.ts";
import { readInputSchema } from "../../schema/read-input-schema.ts";
import type { Schema } from "../../schema/schema.ts";
import { artifactsFolder } from "../project/folders.ts";
import type { Project } from "../project/project.ts";
import { assertNotOutside, namesOf } from "../project/words.ts";
import { systemError } from "../system-error.ts";
import { WorkspaceError } from "../workspace-error.ts";

export interface Artifact {
  readonly name: string;
  readonly title: string;
  readonly graph: Graph;
  /** From `readInputSchema`. */
  readonly inputSchema: Schema;
  /** The nodes that take no answer of an earlier run. */
  readonly neverReused: ReadonlySet<string>;
}

/** By name, or by the path of its source or its graph. */
export function readArtifact(project: Project, word: string, cwd: string): Artifact {
  const name = findName(project, word, cwd);
  const file = `${artifactsFolder}/${name}.json`;
  const read = readBare(parse(project, file));
  if ("problems" in read) {
    const [most, left] = [read.problems.slice(0, 10), read.problems.length - 10];
    throw new WorkspaceError(
      "artifact-invalid",
      `${file} is not a valid graph`,
      [
        ...most.map((problem) => `  ${printable(problem)}`),
        ...(left > 0 ? [`  and ${left} more`] : []),
        compileAgain,
      ].join("\n"),
    );
  }
  const schema = parse(project, schemaFile(name));
  const input = readInputSchema(schema);
  if ("problem" in input) throw unusableSchema(name, input.problem);
  const reuse = readReuse(schema, read.graph);
  if ("problem" in reuse) throw unusableSchema(name, reuse.problem);
  const { neverReused } = reuse;
  const title = isJsonObject(schema) && typeof schema.title === "string" ? schema.title : name;
  return { name, title, graph: read.graph, inputSchema: input.schema, neverReused };
}

const compileAgain = "Compile it again: falc compile";

function schemaFile(name: string): string {
  return `${artifactsFolder}/${name}.schema.json`;
}

/** For problems that show only when the schema is used. */
export function unusableSchema(name: string, reason: string): WorkspaceError {
  return new WorkspaceError(
    "artifact-invalid",
    `${schemaFile(name)} cannot be used: ${printable(reason)}`,
    compileAgain,
  );
}

/** The compiled workflow that a word of the command line means, if any. */
export function namesArtifact(project: Project, word: string, cwd: string): string | undefined {
  const names = project.listArtifacts();
  return namesOf(project, word, cwd).find((candidate) => names.includes(candidate));
}

function findName(project: Project, word: string, cwd: string): string {
  const name = namesArtifact(project, word, cwd);
  if (name !== undefined) return name;
  const names = project.listArtifacts();
  const sources = project.listWorkflowFiles();
  const meant = namesOf(project, word, cwd);
  const uncompiled = sources.find((file) => meant.includes(file.name));
  if (uncompiled !== undefined) {
    throw new WorkspaceError(
      "no-such-workflow",
      `${uncompiled.name} is not compiled yet`,
      "Run: falc compile",
    );
  }
  assertNotOutside(project, word, cwd);
  const near = suggest(word, [...names, ...sources.map((file) => file.name)]);
  throw new WorkspaceError(
    "no-such-workflow",
    `there is no compiled workflow ${JSON.stringify(word)}`,
    near !== undefined ? `Did you mean ${near}?` : listThem(project),
  );
}

/** The available workflows, as a hint. */
export function listThem(project: Project): string {
  const names = project.listArtifacts();
  if (names.length > 0) return `There are: ${names.join(", ")}.`;
  return `There is none in ${project.absolute(artifactsFolder)}. Run: falc compile`;
}

function decode(bytes: Uint8Array, file: string): string {
  const decoded = decodeText(bytes);
  if ("text" in decoded) return decoded.text;
  throw new WorkspaceError("artifact-invalid", `${file} ${decoded.problem}`, compileAgain);
}

function parse(project: Project, file: string): Json {
  let text: string;
  try {
    text = decode(readFileSync(project.absolute(file)), file);
  } catch (error) {
    if (error instanceof WorkspaceError) throw error;
    const { message } = systemError(error, file) ?? (error as Error);
    throw new WorkspaceError("artifact-invalid", message, compileAgain);
  }
  const parsed = parseJson(text);
  if ("value" in parsed) return parsed.value;
  throw new WorkspaceError("artifact-invalid", printJsonProblem(file, parsed), compileAgain);
}
