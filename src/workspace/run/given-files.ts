/**
 * `"@photo.png"` in a place of the input that accepts a file becomes the URL of that file, uploaded. `"@@anna"` is
 * the text "@anna", and a choice with such a name is the choice. Elsewhere, a text with a single leading @ is
 * refused: a file's name would be sent as text, and billed.
 */
import { closeSync, openSync, statSync } from "node:fs";
import path from "node:path";
import { printPath } from "../../graph/print-path.ts";
import type { InputProblem } from "../../lib/input-problem.ts";
import { emptyRecord, isJsonObject, type Json, type JsonObject } from "../../lib/json.ts";
import { systemReason } from "../../lib/system-reason.ts";
import { allowedValues } from "../../schema/allowed-values.ts";
import { stepInto } from "../../schema/path.ts";
import type { Schema } from "../../schema/schema.ts";
import { isUrlName } from "../../schema/url-name.ts";
import type { InputPath, ReachedFields } from "./reached-fields.ts";

export interface GivenFiles {
  /** Every file is replaced by a stand-in, which is a URL: a schema may require one before anything is uploaded. */
  readonly input: JsonObject;
  /** Stand-in → absolute path. */
  readonly files: ReadonlyMap<string, string>;
  readonly problems: readonly InputProblem[];
}

export interface FileContext {
  readonly schema: Schema;
  readonly reached: ReachedFields;
  readonly cwd: string;
}

/** Finds files at any depth, and checks each file. */
export function findGivenFiles(given: JsonObject, { schema, reached, cwd }: FileContext): GivenFiles {
  const files = new Map<string, string>();
  const problems: InputProblem[] = [];
  const input = visit(given, [], schema);
  // Replacing values keeps an object an object.
  return { input: input as JsonObject, files, problems };

  function visit(value: Json, at: InputPath, own: Schema | undefined): Json {
    if (typeof value === "string") return value.startsWith("@") ? read(value, at, own) : value;
    if (at.length >= maxDepth || typeof value !== "object" || value === null) return value;
    if (isJsonObject(value)) {
      const copy = emptyRecord<Json>();
      for (const [key, inner] of Object.entries(value))
        copy[key] = visit(inner, [...at, key], into(own, key));
      return copy;
    }
    return (value as readonly Json[]).map((item, index) => visit(item, [...at, index], into(own, index)));
  }

  function read(text: string, at: InputPath, own: Schema | undefined): Json {
    const fields = reached(at);
    const schemas = [own, ...fields.map((field) => field.schema)].filter((each) => each !== undefined);
    if (schemas.some((each) => allowedValues(each).includes(text))) return text;
    if (text.startsWith("@@")) return text.slice(1);
    const name = at.findLast((step) => typeof step === "string") ?? "";
    if (!isFileName(name) && !fields.some(takesFile)) {
      problems.push({
        path: printPath(at),
        message: `does not take files; to send text that starts with "@", double it: ${JSON.stringify(`@${text}`)}`,
      });
      return text;
    }
    const word = text.slice(1);
    const file = path.resolve(cwd, word);
    const problem = word === "" ? 'is "@" without the name of a file' : findProblem(file, word);
    if (problem !== undefined) problems.push({ path: printPath(at), message: problem });
    const standIn = standInFor(word);
    files.set(standIn, file);
    return standIn;
  }
}

/** Deeper inputs are refused as a whole. */
const maxDepth = 200;

function into(schema: Schema | undefined, key: string | number): Schema | undefined {
  const step = stepInto(schema, key);
  return step.kind === "found" ? step.schema : undefined;
}

function takesFile({ name, schema }: ReturnType<ReachedFields>[number]): boolean {
  return isFileName(name) || (name === "path" && /\bURL\b/i.test(schema?.description ?? ""));
}

/** As fal and people name fields for files. */
function isFileName(name: string): boolean {
  return (
    isUrlName(name) ||
    /(^|_)(images?|photos?|pictures?|videos?|clips?|audios?|files?|masks?|frames?)(_\d+)?$/i.test(name)
  );
}

function findProblem(file: string, word: string): string | undefined {
  try {
    const found = statSync(file);
    if (found.isDirectory()) return `names a folder, not a file: ${word}`;
    // Reading a pipe would block.
    if (!found.isFile()) return `names something that is not a regular file: ${word}`;
    // Nothing else knows for certain whether it can be read.
    closeSync(openSync(file, "r"));
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return `names a file that does not exist: ${word}`;
    return `names a file that cannot be read (${systemReason(error) ?? "not a file's name"}): ${word}`;
  }
}

/** `.invalid` is reserved, so no real URL can collide with it. The name stays in it, for patterns. */
function standInFor(word: string): string {
  return `${standInStart}${encodeURIComponent(word)}`;
}

const standInStart = "https://upload.invalid/";

/** Replaces stand-ins in a message by the files that were given. */
export function showFiles(message: string): string {
  return message.replace(/https:\/\/upload\.invalid\/([\w%.!~*'()-]*)/g, (whole, name: string) => {
    try {
      return `@${decodeURIComponent(name)}`;
    } catch {
      // Cut in the middle of a character.
      return `@${name}`;
    }
  });
}
