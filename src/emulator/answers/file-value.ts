/** Publishes a generated file, and describes it as the output schema does. */
import type { Schema } from "../../schema/schema.ts";
import type { JsonObject } from "../../lib/json.ts";
import { extensionOf } from "../files/content-types.ts";
import { sha256 } from "../fingerprint.ts";
import type { MadeFile } from "../media/made-file.ts";
import type { AnswerContext } from "./answer-context.ts";

/** The file's URL: on the emulator, or a data URI if the call sets `sync_mode`. */
export function publish({ bytes, contentType }: MadeFile, { field, files }: AnswerContext): string {
  if (field("sync_mode") === true) {
    return `data:${contentType};base64,${Buffer.from(bytes).toString("base64")}`;
  }
  return files.urlOf(files.add(bytes, contentType));
}

/** `{ url, content_type, file_name, file_size, width, height, … }`: the known properties that the schema has. */
export function fileValue(schema: Schema, file: MadeFile, context: AnswerContext): JsonObject {
  const { bytes, contentType, facts } = file;
  const known: JsonObject = {
    url: publish(file, context),
    content_type: contentType,
    file_name: `${sha256(bytes).slice(0, 32)}.${extensionOf(contentType)}`,
    file_size: bytes.length,
    ...facts,
  };
  const names = Object.keys(schema.properties ?? {}).filter((name) => Object.hasOwn(known, name));
  return Object.fromEntries(names.map((name) => [name, known[name] ?? null]));
}
