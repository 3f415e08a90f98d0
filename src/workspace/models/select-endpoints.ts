/** Finds endpoints by words and category. */
import { categories, categoriesOf } from "../../endpoints/category.ts";
import { suggest } from "../../guess/suggest.ts";
import { WorkspaceError } from "../workspace-error.ts";
import type { KnownEndpoint } from "./known-endpoints.ts";

/**
 * The endpoints that have all of the words in their id, category or description, and the category, if there is one.
 * Throws a WorkspaceError if there is none.
 */
export function selectEndpoints(
  known: readonly KnownEndpoint[],
  words: readonly string[],
  category: string | undefined,
): readonly KnownEndpoint[] {
  const ofCategory = known.filter(
    (each) => category === undefined || categoriesOf(each.endpoint).includes(category),
  );
  if (category !== undefined && ofCategory.length === 0) throw noCategory(category, known);
  const searched = words.map((word) => word.toLowerCase());
  const found = ofCategory.filter((each) => {
    const text =
      `${each.endpoint.id} ${categoriesOf(each.endpoint).join(" ")} ${each.endpoint.description ?? ""}`.toLowerCase();
    return searched.every((word) => text.includes(word));
  });
  if (found.length > 0 || words.length === 0) return found;
  const near = nearWords(searched, known);
  throw new WorkspaceError(
    "endpoint-unknown",
    `falc knows no endpoint with ${words.map((word) => JSON.stringify(word)).join(" and ")}${category === undefined ? "" : ` and is ${category}`}`,
    near === undefined
      ? "To declare one that fal has: falc models add <id>"
      : `Did you mean falc models list ${near}?`,
  );
}

function noCategory(category: string, known: readonly KnownEndpoint[]): WorkspaceError {
  const all = [...new Set([...categories, ...known.flatMap(({ endpoint }) => categoriesOf(endpoint))])];
  const near = suggest(category, all);
  return new WorkspaceError(
    "category-unknown",
    `there is no category ${JSON.stringify(category)}`,
    near === undefined ? `There are: ${all.join(", ")}.` : `Did you mean ${near}?`,
  );
}

/** Each word unchanged, or the closest one that occurs in ids; `undefined` if there is none. */
function nearWords(words: readonly string[], known: readonly KnownEndpoint[]): string | undefined {
  const parts = new Set(
    known.flatMap(({ endpoint, category }) => [...endpoint.id.toLowerCase().split(/[/-]/), category]),
  );
  const all = [...parts];
  const near = words.map((word) => (all.some((part) => part.includes(word)) ? word : suggest(word, all)));
  // All words are known, but no endpoint has all of them.
  if (near.some((word) => word === undefined) || near.every((word, index) => word === words[index]))
    return undefined;
  return near.join(" ");
}
