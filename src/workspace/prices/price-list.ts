/** The project's price list, `workflows/models/prices.json`: committed, so that a change of price is reviewed. */
import type { Price, PriceList } from "../../pricing/price.ts";
import { parsePriceList, printPriceList } from "../../pricing/price.ts";
import { pricesFile } from "../project/folders.ts";
import type { Project } from "../project/project.ts";
import { writeFiles } from "../project/write-file.ts";
import { WorkspaceError } from "../workspace-error.ts";
import { type FoundPrices, isSamePrice } from "./found-prices.ts";

/** Empty if there is none. Throws a WorkspaceError for a damaged one: without its prices, costs would look unknown. */
export function readPriceList(project: Project): PriceList {
  const text = project.readText(pricesFile);
  if (text === undefined) return new Map();
  const list = parsePriceList(text);
  if (!("problem" in list)) return list;
  throw new WorkspaceError(
    "prices-invalid",
    `${pricesFile} is not a list of prices: ${list.problem}`,
    "Correct it, or delete it and read the prices again: falc models prices",
  );
}

export interface PriceChange {
  readonly id: string;
  readonly status: "new" | "changed" | "unchanged";
  readonly was: Price | undefined;
  readonly now: Price;
}

export interface MissingPrice {
  readonly id: string;
  readonly problem: string;
  /** The price in the list, which stays there. */
  readonly kept: Price | undefined;
}

export interface UpdatedPrices {
  readonly changes: readonly PriceChange[];
  readonly missing: readonly MissingPrice[];
}

/** Puts the prices into the list, each with the date on which it was read, and keeps all other rows. */
export function updatePrices(project: Project, found: FoundPrices, today: string): UpdatedPrices {
  const before = readPriceList(project);
  const changes = [...found.prices].map(([id, terms]): PriceChange => {
    const was = before.get(id);
    const now = { ...terms, read: today, source: found.source };
    const status = was === undefined ? "new" : isSamePrice(was, now) ? "unchanged" : "changed";
    return { id, status, was, now };
  });
  if (changes.length > 0) {
    const list = new Map([...before, ...changes.map(({ id, now }) => [id, now] as const)]);
    const files = [{ file: project.absolute(pricesFile), content: printPriceList(list) }];
    project.assertUnlinked(files.map(({ file }) => file));
    writeFiles(files, (file) => project.relative(file));
  }
  const missing = [...found.missing].map(([id, problem]) => ({ id, problem, kept: before.get(id) }));
  return { changes, missing };
}
