/** A compiled workflow, read from disk and checked: a graph from a pull request is anybody's. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Schema } from "../../catalog/schema.ts";
import { readBare } from "../../graph/dialects/bare.ts";
import type { Graph } from "../../graph/types.ts";
import { isJsonObject, type Json } from "../../lib/json.ts";
import { suggest } from "../../lib/suggest.ts";
import { CommandError, exit } from "../io.ts";
import { artifactsFolder, type Project, workflowsFolder } from "../project.ts";

export interface Artifact {
  readonly name: string;
  readonly title: string;
  readonly graph: Graph;
  readonly inputSchema: Schema;
}

/** By name, or by the path of its source or its graph. */
export function readArtifact(project: Project, word: string): Artifact {
  const name = findName(project, word);
  const file = `${artifactsFolder}/${name}.json`;
  const read = readBare(parse(project, file));
  if ("problems" in read) {
    throw new CommandError(
      `${file} is not a graph that can be run`,
      exit.failed,
      [...read.problems.slice(0, 10).map((problem) => `  ${problem}`), "Compile it again: falc compile"].join(
        "\n",
      ),
    );
  }
  const schema = parse(project, `${artifactsFolder}/${name}.schema.json`);
  const inputSchema = isJsonObject(schema) ? schema.input : undefined;
  if (!isJsonObject(inputSchema) || !isJsonObject(inputSchema.properties)) {
    throw new CommandError(
      `${artifactsFolder}/${name}.schema.json has no input schema`,
      exit.failed,
      "Compile it again: falc compile",
    );
  }
  const title = isJsonObject(schema) && typeof schema.title === "string" ? schema.title : name;
  return { name, title, graph: read.graph, inputSchema: inputSchema as Schema };
}

/** Whether a word of the command line can mean a compiled workflow. */
export function namesArtifact(project: Project, word: string): string | undefined {
  const names = project.listArtifacts();
  const plain = word.replace(/^\.\//, "");
  const stripped = plain
    .replace(new RegExp(`^(${workflowsFolder}|${artifactsFolder})/`), "")
    .replace(/\.(ts|json)$/, "");
  return [plain, stripped].find((candidate) => names.includes(candidate));
}

function findName(project: Project, word: string): string {
  const name = namesArtifact(project, word);
  if (name !== undefined) return name;
  const names = project.listArtifacts();
  const sources = project.listWorkflowFiles().map((file) => file.name);
  const uncompiled = sources.find((source) => source === word);
  if (uncompiled !== undefined) {
    throw new CommandError(`${word} is not compiled yet`, exit.usage, `Run: falc compile ${word}`);
  }
  const near = suggest(word, [...names, ...sources]);
  throw new CommandError(
    `there is no compiled workflow ${JSON.stringify(word)}`,
    exit.usage,
    near !== undefined
      ? `Did you mean ${near}?`
      : names.length > 0
        ? `There are: ${names.join(", ")}.`
        : `There is none in ${artifactsFolder}/. Run: falc compile`,
  );
}

function parse(project: Project, file: string): Json {
  const absolute = project.absolute(file);
  if (!existsSync(absolute)) {
    throw new CommandError(`${file} is missing`, exit.failed, "Compile it again: falc compile");
  }
  try {
    return JSON.parse(readFileSync(absolute, "utf8")) as Json;
  } catch (error) {
    throw new CommandError(
      `${path.basename(file)} is not valid JSON: ${(error as Error).message}`,
      exit.failed,
      "Compile it again: falc compile",
    );
  }
}
