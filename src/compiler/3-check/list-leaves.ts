import type { Data, LiteralData, ReferenceData, TextData } from "../evaluation.ts";

/** All leaf values, in the order they are sent. */
export function* listLeaves(data: Data): Generator<LiteralData | ReferenceData | TextData> {
  switch (data.kind) {
    case "list":
      for (const item of data.items) yield* listLeaves(item);
      return;
    case "record":
      for (const field of data.fields.values()) yield* listLeaves(field);
      return;
    default:
      yield data;
  }
}
