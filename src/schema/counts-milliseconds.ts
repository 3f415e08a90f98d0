import type { Schema } from "./schema.ts";

/** Whether a number is a duration or a time in a video or audio file, in milliseconds: by its name and description. */
export function countsMilliseconds(field: string, { description = "" }: Schema): boolean {
  return lengths.test(field) && (/\bmilliseconds?\b/i.test(description) || /_ms$/.test(field));
}

const lengths = /duration|length|timestamp|start|end/;
