/**
 * Numbers in a JSON text that JavaScript would change. Its numbers hold 15 to 17 digits, so `JSON.parse`
 * silently turns 6687881544318117707 into 6687881544318118000. A fraction that only loses its last digits
 * does not count.
 */
export interface InexactNumber {
  /** As written in the text. */
  readonly source: string;
  /** What it becomes: `6687881544318118000`; `null` for a number too large for JavaScript, as JSON has no infinity. */
  readonly sentAs: string;
  readonly path: readonly (string | number)[];
}

/** In order, at most 100. `json` must be valid JSON. Linear, at any depth. */
export function listInexactNumbers(json: string): readonly InexactNumber[] {
  const found: InexactNumber[] = [];
  const around: Container[] = [];
  for (let at = 0; at < json.length && found.length < 100;) {
    const character = json[at] ?? "";
    const inside = around.at(-1);
    if (character === '"') {
      const end = endOfString(json, at);
      if (inside?.expectsKey === true) {
        inside.key = JSON.parse(json.slice(at, end)) as string;
        inside.expectsKey = false;
      }
      at = end;
      continue;
    }
    if (character === "-" || isDigit(character)) {
      NUMBER.lastIndex = at;
      const source = NUMBER.exec(json)?.[0] ?? character;
      if (!isExact(source)) {
        const path = around.map(({ key, index }) => key ?? index);
        found.push({ source, sentAs: JSON.stringify(Number(source)), path });
      }
      at += source.length;
      continue;
    }
    if (character === "{") around.push({ index: 0, expectsKey: true });
    else if (character === "[") around.push({ index: 0, expectsKey: false });
    else if (character === "}" || character === "]") around.pop();
    else if (character === "," && inside !== undefined) {
      inside.index += 1;
      inside.expectsKey = inside.key !== undefined;
    }
    at += 1;
  }
  return found;
}

interface Container {
  /** Inside an object: the key whose value is being read. */
  key?: string;
  index: number;
  expectsKey: boolean;
}

const NUMBER = /-?\d[\d.eE+-]*/y;

function isDigit(character: string): boolean {
  return character >= "0" && character <= "9";
}

/** The offset after the closing quote. */
function endOfString(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end >= 0; end = json.indexOf('"', end + 1)) {
    let slashes = 0;
    while (json[end - 1 - slashes] === "\\") slashes += 1;
    if (slashes % 2 === 0) return end + 1;
  }
  return json.length;
}

/** Whether a JSON number survives parsing unchanged. */
function isExact(source: string): boolean {
  const value = Number(source);
  if (!Number.isFinite(value)) return false;
  const written = normalize(source);
  if (written.digits === "") return true;
  if (value === 0) return false;
  if (written.exponent < 0) return true;
  const sent = normalize(String(value));
  return written.digits === sent.digits && written.exponent === sent.exponent;
}

/** `-12.50e3` → digits `125`, exponent 2: without leading or trailing zeros; no digits for 0. */
function normalize(source: string): { readonly digits: string; readonly exponent: number } {
  const [, whole = "", fraction = "", power = "0"] =
    /^-?(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(source) ?? [];
  const all = `${whole}${fraction}`;
  const digits = all.replace(/^0+/, "").replace(/0+$/, "");
  const zeros = all.length - all.replace(/0+$/, "").length;
  return { digits, exponent: Number(power) - fraction.length + zeros };
}
