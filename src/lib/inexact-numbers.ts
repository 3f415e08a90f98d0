/**
 * Numbers in a JSON text that would be sent as others. JavaScript's numbers hold 15 to 17 digits, so `JSON.parse` turns
 * 6687881544318117707 into 6687881544318118000 and says nothing. A fraction that loses its last digits does not count.
 */
export interface InexactNumber {
  /** As it was written. */
  readonly source: string;
  /** What it would become: `6687881544318118000`; `null` is what JSON makes of the infinite. */
  readonly sentAs: string;
  readonly path: readonly (string | number)[];
}

/** In order, at most 100. `json` is a valid JSON text. Linear, and at any depth. */
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
  /** Of an object, the key whose value is read. */
  key?: string;
  index: number;
  expectsKey: boolean;
}

const NUMBER = /-?\d[\d.eE+-]*/y;

function isDigit(character: string): boolean {
  return character >= "0" && character <= "9";
}

/** Behind the closing quote. */
function endOfString(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end >= 0; end = json.indexOf('"', end + 1)) {
    let slashes = 0;
    while (json[end - 1 - slashes] === "\\") slashes += 1;
    if (slashes % 2 === 0) return end + 1;
  }
  return json.length;
}

/** Whether a number of JSON is sent as it was written. */
export function isExact(source: string): boolean {
  const value = Number(source);
  if (!Number.isFinite(value)) return false;
  const written = normalize(source);
  if (written.digits === "") return true;
  if (value === 0) return false;
  if (written.exponent < 0) return true;
  const sent = normalize(String(value));
  return written.digits === sent.digits && written.exponent === sent.exponent;
}

/** `-12.50e3` → digits `125`, exponent 2: no zeros at either end, none for 0. */
function normalize(source: string): { readonly digits: string; readonly exponent: number } {
  const [, whole = "", fraction = "", power = "0"] =
    /^-?(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(source) ?? [];
  const all = `${whole}${fraction}`;
  const digits = all.replace(/^0+/, "").replace(/0+$/, "");
  const zeros = all.length - all.replace(/0+$/, "").length;
  return { digits, exponent: Number(power) - fraction.length + zeros };
}
