/** Asks fal what endpoints cost. Needs a key; asking costs nothing. */
import { isJsonObject, type Json } from "../../lib/json.ts";
import { printable } from "../../lib/printable.ts";
import { type PricePage, readPricePage } from "../../pricing/fal-prices.ts";
import { findExcess } from "../../runner/engines/json-extent.ts";
import { describeNetworkError } from "../../runner/network-error.ts";
import { redactedStart } from "../../runner/redact.ts";
import { readLimited } from "../read-limited.ts";
import { WorkspaceError } from "../workspace-error.ts";
import { collectPrices, type FoundPrices } from "./found-prices.ts";

export const pricingUrl = "https://api.fal.ai/v1/models/pricing";

/** How many endpoints one question may name (OpenAPI of api.fal.ai/v1, read 2026-08). */
const maxAsked = 50;
/** Bytes; a row has about 100. */
const maxAnswerLength = 1_000_000;
/** A server that always has more would be asked forever. */
const maxPages = 50;

/**
 * An endpoint that fal does not know is missing, and the others are found. Throws a WorkspaceError if fal cannot be
 * reached, refuses the key or answers with anything else.
 */
export async function fetchPrices(
  ids: readonly string[],
  key: string,
  timeoutSeconds = 20,
): Promise<FoundPrices> {
  const pages: PricePage[] = [];
  for (let at = 0; at < ids.length; at += maxAsked)
    pages.push(...(await fetchBatch(ids.slice(at, at + maxAsked), key, timeoutSeconds)));
  return collectPrices(ids, pages, pricingUrl, "fal");
}

/** One unknown endpoint makes the whole answer a 404, so the question is halved until only that one is left. */
async function fetchBatch(ids: readonly string[], key: string, timeoutSeconds: number): Promise<PricePage[]> {
  const pages: PricePage[] = [];
  let cursor: string | undefined;
  do {
    const page = await fetchPage(ids, cursor, key, timeoutSeconds);
    if (page === "unknown") {
      if (ids.length === 1) return [];
      const half = Math.ceil(ids.length / 2);
      const first = await fetchBatch(ids.slice(0, half), key, timeoutSeconds);
      return [...first, ...(await fetchBatch(ids.slice(half), key, timeoutSeconds))];
    }
    pages.push(page);
    if (pages.length > maxPages) throw failure("fal's list of prices does not end");
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return pages;
}

async function fetchPage(
  ids: readonly string[],
  cursor: string | undefined,
  key: string,
  timeoutSeconds: number,
): Promise<PricePage | "unknown"> {
  const query = new URLSearchParams(ids.map((id) => ["endpoint_id", id]));
  if (cursor !== undefined) query.set("cursor", cursor);
  const timeout = AbortSignal.timeout(timeoutSeconds * 1000);
  try {
    const response = await fetch(`${pricingUrl}?${query}`, {
      headers: { accept: "application/json", authorization: `Key ${key}` },
      // Another host must not get the key.
      redirect: "manual",
      signal: timeout,
    });
    const text = await readLimited(response, maxAnswerLength);
    if (text === undefined) throw failure(`fal's answer is larger than ${maxAnswerLength / 1_000_000} MB`);
    if (response.status === 404) return "unknown";
    if (response.status !== 200) throw refusal(response.status, text);
    const page = readPage(text);
    if ("problem" in page) throw failure(`fal's answer is no list of prices: ${page.problem}`);
    return page;
  } catch (error) {
    if (error instanceof WorkspaceError) throw error;
    const reason = timeout.aborted
      ? `fal did not answer within ${timeoutSeconds} seconds`
      : describeNetworkError(error);
    if (reason === undefined) throw error;
    throw failure(`cannot fetch fal's prices: ${reason}`);
  }
}

/** fal's answer as text, from the network or a file. */
export function readPage(text: string): PricePage | { readonly problem: string } {
  const json = parse(text);
  return typeof json === "object" && json !== null && "excess" in json
    ? { problem: `it is ${json.excess}` }
    : readPricePage(json as Json);
}

function parse(text: string): unknown {
  const excess = findExcess(text);
  if (excess !== undefined) return { excess };
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return { excess: "not JSON" };
  }
}

function refusal(status: number, text: string): WorkspaceError {
  const said = messageIn(text);
  const words = said === undefined ? "" : `: ${said}`;
  if (status === 401 || status === 403)
    return failure(`fal refused the key (status ${status})${words}`, "Set FAL_KEY to a key of your account.");
  if (status === 429)
    return failure(`fal was asked too often (status 429)${words}`, "Try again in a minute.");
  return failure(`fal answered the question for prices with status ${status}${words}`);
}

/** fal's own words: `{ "error": { "message": … } }`. */
function messageIn(text: string): string | undefined {
  const page = parse(text);
  const error = isJsonObject(page) && isJsonObject(page["error"]) ? page["error"]["message"] : undefined;
  return typeof error === "string" ? printable(redactedStart(error, 200)) : undefined;
}

function failure(message: string, advice?: string): WorkspaceError {
  const byHand = `If you can get the answer of ${pricingUrl}:\n  falc models prices --from answer.json`;
  return new WorkspaceError("prices-unusable", message, [...(advice ? [advice] : []), byHand].join("\n"));
}
