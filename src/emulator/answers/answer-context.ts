/** What answering one call needs: the call after validation, and where files go. */
import { isJsonObject, type Json, type JsonObject } from "../../lib/json.ts";
import type { Endpoint } from "../../catalog/schema.ts";
import type { Call } from "../call.ts";
import type { FileStore } from "../files/file-store.ts";

export interface AnswerContext {
  readonly endpoint: Endpoint;
  /** As the caller sent it: what is not here was not asked for. */
  readonly input: JsonObject;
  readonly fingerprint: string;
  readonly files: FileStore;
  /** Adds a line to the call's log. */
  readonly note: (line: string) => void;
  /** The input's field, else its default from the schema, else `undefined`. */
  readonly field: (name: string) => Json | undefined;
}

/** A field that is a number, or a text that says one, which fal accepts as well; else `undefined`. Always finite. */
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
