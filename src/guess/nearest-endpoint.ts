/** Finds the endpoint that was probably meant by an unknown id. */
import { isMisspelling, suggest } from "./suggest.ts";
import { isSpeltAlike } from "./nearest-name.ts";
import { wordsOf } from "../lib/words.ts";

/**
 * The id in a fal URL; an id that continues this one; a misspelling; or the only one with the same words in
 * another order or form: `flux/dev` for `fal-ai/flux/dev`. `undefined` if none is close. Linear in the ids.
 */
export function nearestEndpoint(id: string, ids: readonly string[]): string | undefined {
  if (id.length > maxLength) return undefined;
  const written = withoutAddress(id);
  const appId = withoutOwner(written).toLowerCase();
  const same = ids.find((other) => withoutOwner(other) === appId) ?? longerThan(appId, ids);
  const near = same ?? suggest(written, ids);
  const spelt = near !== undefined && near !== same && !isSpeltAlike(written, near) ? undefined : near;
  if (spelt !== undefined) return spelt;
  const words = wordsOfApp(written);
  const [only, ...others] = ids.filter((other) => wordsOfApp(other) === words);
  return others.length === 0 ? only : undefined;
}

/**
 * Whether one is a misspelling of the other, its URL, or the id without its owner: close enough to be written into
 * code.
 */
export function isSameEndpoint(id: string, meant: string): boolean {
  const written = withoutAddress(id);
  return isMisspelling(written, meant) || isMisspelling(withoutOwner(written), withoutOwner(meant));
}

const maxLength = 150;

function withoutAddress(id: string): string {
  return id.trim().replace(/^https?:\/\/(?:[\w-]+\.)?fal\.(?:run|ai)\/(?:models\/)?/, "");
}

/**
 * `fal-ai/kling-video/v2.5-turbo/pro/…` for `kling-video/v2.5/pro`: ids that only add at the end or, failing that, at
 * the ends of parts.
 */
function longerThan(appId: string, ids: readonly string[]): string | undefined {
  const writtenParts = appId.split("/");
  const candidates = ids.filter((other) => {
    const parts = withoutOwner(other).split("/");
    return writtenParts.every((part, at) => parts[at] === part || parts[at]?.startsWith(`${part}-`) === true);
  });
  return candidates.find((other) => withoutOwner(other).startsWith(`${appId}/`)) ?? candidates[0];
}

/** Sorted. Without fal's own name, which is often left out. */
function wordsOfApp(id: string): string {
  return [...wordsOf(withoutOwner(id))].sort().join(" ");
}

function withoutOwner(id: string): string {
  return id.replace(/^fal-ai\//, "");
}
