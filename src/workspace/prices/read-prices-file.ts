/** fal's answer to a question for prices, from a file that somebody has saved. */
import path from "node:path";
import { printable } from "../../lib/printable.ts";
import { type DocumentWords, readDocumentFile } from "../models/read-document.ts";
import { WorkspaceError } from "../workspace-error.ts";
import { readPage } from "./fetch-prices.ts";
import { collectPrices, type FoundPrices } from "./found-prices.ts";

/** `word`: a path, or `-` for standard input. Throws a WorkspaceError for anything else than such an answer. */
export async function readPricesFile(
  ids: readonly string[],
  word: string,
  given: DocumentWords,
): Promise<FoundPrices> {
  const what = word === "-" ? "standard input" : word;
  const page = readPage(await readDocumentFile(word, given, unusable));
  if ("problem" in page) throw unusable(what, page.problem);
  // Not the path, which is different for everybody who reads the list.
  return collectPrices(ids, [page], word === "-" ? what : path.basename(word), what);
}

function unusable(what: string, problem: string): WorkspaceError {
  return new WorkspaceError(
    "prices-unusable",
    `${what} is not fal's answer to a question for prices: ${printable(problem)}`,
    'It has the form { "prices": [{ "endpoint_id": …, "unit_price": …, "unit": …, "currency": … }] }.',
  );
}
