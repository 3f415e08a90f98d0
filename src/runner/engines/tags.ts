/**
 * Tags by which an account's bill can be read: fal takes them with each submit and drops those that it does not accept
 * (fal-js, `headers.ts`, read 2026-08).
 */
import { isPlainObject } from "../../lib/json.ts";

export type Tags = Readonly<Record<string, string>>;

export const tagsHeader = "x-fal-tags";

/** fal's limits. */
const [maxTags, maxLength, maxValue] = [10, 1024, 256];

/** Why fal would not take the tags and that of a node, as a clause; `undefined` if it would. */
export function findTagProblem(tags: Tags): string | undefined {
  if (!isPlainObject(tags)) return "they are not an object of texts";
  const names = Object.keys(tags);
  if (names.length >= maxTags)
    return `there are ${names.length}, and fal takes ${maxTags} with that of the node`;
  if (names.includes("node")) return `"node" is added to each call`;
  for (const name of names) {
    const isName = /^[a-z0-9._-]{1,64}$/.test(name) && !name.startsWith("fal.");
    if (!isName)
      return `${JSON.stringify(name)} is not a name: at most 64 of a-z, 0-9, ".", "_" and "-", not beginning with "fal."`;
    if (typeof tags[name] !== "string") return `${JSON.stringify(name)} is not a string`;
  }
  const all = printTags({ ...tags, node: "x".repeat(maxValue) });
  return all.length > maxLength
    ? `together they are longer than ${maxLength - (maxValue + ",node=".length)} characters`
    : undefined;
}

/** `workflow=product-shot,node=photo`. Characters that fal does not take become `_`. */
export function printTags(tags: Tags): string {
  return Object.entries(tags)
    .map(([name, value]) => `${name}=${value.replace(/[^ -+\--~]/gu, "_").slice(0, maxValue)}`)
    .join();
}
