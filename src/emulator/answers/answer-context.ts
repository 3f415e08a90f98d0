/** What is needed to answer one call: the call after validation, and the file store. */
import { isJsonObject, type Json, type JsonObject } from "../../lib/json.ts";
import type { Endpoint } from "../../endpoints/catalog.ts";
import type { Call } from "../call.ts";
import type { FileStore } from "../files/file-store.ts";

export interface AnswerContext {
  readonly endpoint: Endpoint;
  /** As the caller sent it, without defaults. */
  readonly input: JsonObject;
  readonly fingerprint: string;
  readonly files: FileStore;
  /** Adds a line to the call's log. */
  readonly note: (line: string) => void;
  /** The input's field, else its default from the schema, else `undefined`. */
  readonly field: (name: string) => Json | undefined;
}

/** A numeric field, or a text that contains a number, which fal accepts as well; else `undefined`. Always finite. */
export function numberField(field: AnswerContext["field"], name: string): number | undefined {
  const value = field(name);
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

export function createAnswerContext(
  call: Call,
  files: FileStore,
  note: (line: string) => void,
): AnswerContext {
  const input = isJsonObject(call.input) ? call.input : {};
  const { endpoint, fingerprint } = call;
  const field = (name: string) => {
    if (Object.hasOwn(input, name)) return input[name];
    const properties = endpoint.input.properties ?? {};
    return Object.hasOwn(properties, name) ? properties[name]?.default : undefined;
  };
  return { endpoint, input, fingerprint, files, note, field };
}
