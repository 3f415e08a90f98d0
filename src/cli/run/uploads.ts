/** `"@photo.png"` in a field that takes a file stands for the URL of that file, uploaded. Other texts stay as they are. */
import { statSync } from "node:fs";
import path from "node:path";
import { isJsonObject, type Json, type JsonObject } from "../../lib/json.ts";
import type { InputProblem } from "../../runner/input.ts";
import { describeFailure } from "../../runner/failure.ts";
import { CommandError, exit } from "../io.ts";
import type { TakesFiles } from "./file-fields.ts";

/** Uploads a local file and gives its URL. */
export type Upload = (file: string) => Promise<string>;

/** A problem for every file that is not there, so that it is told before anything is sent. */
export function missingFiles(
  input: JsonObject,
  cwd: string,
  takesFiles: TakesFiles,
): readonly InputProblem[] {
  return [...listFiles(input, takesFiles)]
    .filter(([, file]) => !statSync(path.resolve(cwd, file), { throwIfNoEntry: false })?.isFile())
    .map(([field, file]) => ({ path: field, message: `names a file that does not exist: ${file}` }));
}

/** The input with URLs in place of files; each file is uploaded once. */
export async function uploadFiles(
  input: JsonObject,
  cwd: string,
  takesFiles: TakesFiles,
  upload: Upload,
): Promise<JsonObject> {
  const urls = new Map<string, string>();
  for (const [, file] of listFiles(input, takesFiles)) {
    if (urls.has(file)) continue;
    try {
      urls.set(file, await upload(path.resolve(cwd, file)));
    } catch (error) {
      throw new CommandError(`cannot upload ${file}: ${describeFailure(error).message}`, exit.failed);
    }
  }
  return mapFileFields(input, takesFiles, (value) => {
    const file = fileIn(value);
    return (file !== undefined && urls.get(file)) || value;
  });
}

/**
 * The input with a URL in place of each file, for checking it against a schema that asks for URLs before anything is
 * uploaded. `showFiles` undoes it.
 */
export function hideFiles(input: JsonObject, takesFiles: TakesFiles): JsonObject {
  return mapFileFields(input, takesFiles, (value) => {
    const file = fileIn(value);
    return file === undefined ? value : standIn + encodeURIComponent(file);
  });
}

export function showFiles(input: JsonObject, takesFiles: TakesFiles): JsonObject {
  return mapFileFields(input, takesFiles, (value) =>
    typeof value === "string" && value.startsWith(standIn)
      ? `@${decodeURIComponent(value.slice(standIn.length))}`
      : value,
  );
}

/** `.invalid` is reserved: no input can mean a file that is really there. */
const standIn = "https://upload.invalid/";

function mapFileFields(input: JsonObject, takesFiles: TakesFiles, map: (value: Json) => Json): JsonObject {
  const mapped = Object.entries(input).map(([field, value]): [string, Json] => {
    if (!takesFiles(field)) return [field, value];
    return [field, isList(value) ? value.map(map) : map(value)];
  });
  return Object.fromEntries(mapped);
}

/** Field and file, for each file in it. */
function* listFiles(input: JsonObject, takesFiles: TakesFiles): Iterable<readonly [string, string]> {
  for (const [field, value] of Object.entries(input)) {
    if (!takesFiles(field)) continue;
    for (const item of isList(value) ? value : [value]) {
      const file = fileIn(item);
      if (file !== undefined) yield [field, file];
    }
  }
}

function fileIn(value: Json): string | undefined {
  return typeof value === "string" && value.startsWith("@") && value.length > 1 ? value.slice(1) : undefined;
}

/** `Array.isArray` does not narrow a union with a readonly array. */
function isList(value: Json): value is readonly Json[] {
  return typeof value === "object" && value !== null && !isJsonObject(value);
}
