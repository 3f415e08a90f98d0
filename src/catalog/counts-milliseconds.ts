import type { Schema } from "./schema.ts";

/** Whether a number is a length of a film or a song, or a point in it, in milliseconds: by its name and description. */
export function countsMilliseconds(field: string, { description = "" }: Schema): boolean {
  return lengths.test(field) && (/\bmilliseconds?\b/i.test(description) || /_ms$/.test(field));
}

const lengths = /duration|length|timestamp|start|end/;
