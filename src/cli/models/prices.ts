/** `falc models prices`: what fal asks for the endpoints that workflows call, into the project's price list. */
import { numberOf } from "../../lib/decimal.ts";
import { printable, printJson } from "../../lib/printable.ts";
import { printPrice } from "../../pricing/print-cost.ts";
import type { Price } from "../../pricing/price.ts";
import { fetchPrices } from "../../workspace/prices/fetch-prices.ts";
import { type PriceChange, updatePrices, type UpdatedPrices } from "../../workspace/prices/price-list.ts";
import { pricedEndpoints } from "../../workspace/prices/priced-endpoints.ts";
import { readPricesFile } from "../../workspace/prices/read-prices-file.ts";
import { pricesFile } from "../../workspace/project/folders.ts";
import { Project } from "../../workspace/project/project.ts";
import { createCommand } from "../command-line.ts";
import { count } from "../compile/print.ts";
import { CommandError, exit, type ExitCode, type Io } from "../io.ts";
import { type CliPaint, paintFor } from "../paint.ts";
import { readKey } from "../run/read-key.ts";

/** `argv`: the words after `models prices`. */
export async function pricesCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = exit.ok;
  await createCommand("falc models prices", io)
    .usage("[workflows or ids...] [options]")
    .description("Read fal's prices of the endpoints that workflows call into the project's price list.")
    .argument("[words...]", "compiled workflows or endpoints (default: all compiled workflows)")
    .option("--from <file>", "read fal's answer from a file instead of asking fal; - is standard input")
    .option("--json", "print JSON instead of text")
    .addHelpText(
      "after",
      `
Writes ${pricesFile}: for each endpoint, the price of a unit, the unit in
fal's own words, the currency, and when and where it was read. Commit it. Prices of
other endpoints stay in the list. Asking fal needs FAL_KEY, and costs nothing.

Exit code: 1 if there was no price for an endpoint; the others are still written.

Examples:
  falc models prices                          of everything that is compiled
  falc models prices product-shot             of what one workflow calls
  falc models prices fal-ai/flux/dev          of an endpoint
  falc models prices --from answer.json       from an answer of fal's pricing API`,
    )
    .action(async (words: readonly string[], { from, json = false }: PricesOptions) => {
      const project = new Project(io.cwd);
      const users = pricedEndpoints(project, words, io.cwd);
      const ids = [...users.keys()];
      const found =
        from === undefined ? await fetchPrices(ids, keyOf(io)) : await readPricesFile(ids, from, io);
      const updated = updatePrices(project, found, new Date().toISOString().slice(0, 10));
      if (json) io.stdout.write(`${printJson(toJson(updated))}\n`);
      else printUpdated(updated, users, io);
      if (updated.missing.length > 0) code = exit.failed;
    })
    .parseAsync([...argv], { from: "user" });
  return code;
}

interface PricesOptions {
  readonly from?: string;
  readonly json?: boolean;
}

function keyOf(io: Io): string {
  const key = readKey(io.env);
  if (key !== undefined) return key;
  throw new CommandError(
    "fal tells its prices only with a key, and FAL_KEY is not set",
    exit.usage,
    "Set FAL_KEY, or read an answer of fal's pricing API from a file: falc models prices --from answer.json",
  );
}

function printUpdated(
  { changes, missing }: UpdatedPrices,
  users: ReadonlyMap<string, readonly string[]>,
  io: Io,
): void {
  const changed = changes.filter(({ status }) => status !== "unchanged");
  const paint = paintFor(io.stdout, io.env);
  io.stdout.write(printTable(changed, paint));
  const same = changes.length - changed.length;
  const parts = [
    ...(changed.length > 0 ? [`${count(changed.length, "price")} written`] : []),
    ...(same > 0 ? [`${count(same, "price")} unchanged`] : []),
  ];
  if (parts.length > 0) io.stdout.write(`${pricesFile}: ${parts.join(", ")}\n`);
  else if (users.size === 0) io.stdout.write("The compiled workflows call no endpoint that costs anything\n");
  const error = paintFor(io.stderr, io.env).kind("error", "error");
  for (const { id, problem, kept } of missing) {
    const used = users.get(id) ?? [];
    const lines = [
      `${error}: ${printable(problem)}`,
      ...(used.length > 0 ? [`${id} is called by ${used.join(", ")}`] : []),
      ...(kept === undefined ? [] : [`The list keeps ${printPrice(kept)}, read ${kept.read}`]),
    ];
    io.stderr.write(`${lines.join("\n")}\n`);
  }
}

/** `fal-ai/flux/dev  $0.025 per megapixels -> $0.03 per megapixels` */
function printTable(changes: readonly PriceChange[], paint: CliPaint): string {
  const width = Math.max(0, ...changes.map(({ id }) => id.length));
  const wasWidth = Math.max(0, ...changes.map(({ was }) => describe(was).length));
  return changes
    .map(({ id, was, now }) => {
      const before = describe(was).padEnd(wasWidth);
      return `${paint.strong(id.padEnd(width))}  ${paint.faint(before)} -> ${printPrice(now)}\n`;
    })
    .join("");
}

function describe(price: Price | undefined): string {
  return price === undefined ? "new" : printPrice(price);
}

function toJson({ changes, missing }: UpdatedPrices): object {
  return {
    file: pricesFile,
    prices: changes.map(({ id, status, was, now }) => ({
      id,
      status,
      ...(was && { was: priceJson(was) }),
      now: priceJson(now),
    })),
    failed: missing.map(({ id, problem, kept }) => ({
      id,
      problem,
      ...(kept && { kept: priceJson(kept) }),
    })),
  };
}

function priceJson({ unitPrice, unit, currency, read, source }: Price): object {
  return { unitPrice: numberOf(unitPrice), unit, currency, read, source };
}
