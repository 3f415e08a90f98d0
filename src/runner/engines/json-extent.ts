/**
 * The extent of JSON text, measured before it is parsed: `JSON.parse` has no limits, and what it returns may be too
 * deep for every function that is recursive, `JSON.stringify` among them, or fill the memory: 256 MB of `[],[],…` take
 * several gigabytes.
 */

/** As deep as the input of a workflow may be. */
const maxDepth = 200;
/** Lists, objects, their keys, and values in them. */
const maxValues = 5_000_000;

/**
 * What is excessive, as the end of a sentence; `undefined` if nothing is. The text need not be valid. Linear; strings,
 * in which almost all of a large answer is, are skipped without a look at each character.
 */
export function findExcess(json: string, deepest = maxDepth): string | undefined {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < json.length; at += 1) {
    switch (json.charCodeAt(at)) {
      case quote:
        at = endOfString(json, at);
        break;
      case openBracket:
      case openBrace:
        depth += 1;
        values += 1;
        if (depth > deepest) return `nested deeper than ${deepest} levels`;
        break;
      case closeBracket:
      case closeBrace:
        depth -= 1;
        break;
      case comma:
      case colon:
        values += 1;
        break;
      default:
    }
    if (values > maxValues) return `of more than ${maxValues / 1_000_000} million values`;
  }
  return undefined;
}

const [quote, comma, colon] = [0x22, 0x2c, 0x3a];
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d];
const backslash = 0x5c;

/** The index of the string's closing quote, or of the text's end. */
function endOfString(json: string, start: number): number {
  for (let at = json.indexOf('"', start + 1); at >= 0; at = json.indexOf('"', at + 1)) {
    let escapes = at;
    while (json.charCodeAt(escapes - 1) === backslash) escapes -= 1;
    // `\\"` ends a string, `\"` does not.
    if ((at - escapes) % 2 === 0) return at;
  }
  return json.length;
}
