/** Exact decimal numbers, for money: 0.1 + 0.2 is 0.3. No division, so that nothing is ever rounded. */

/** `digits / 10 ** scale`. */
export interface Decimal {
  readonly digits: bigint;
  /** Not negative. */
  readonly scale: number;
}

export const zero: Decimal = { digits: 0n, scale: 0 };
export const one: Decimal = { digits: 1n, scale: 0 };

/** `"0.025"`, `"-3"`, `"1e-7"`; `undefined` for anything that JSON would not take as a number. */
export function parseDecimal(text: string): Decimal | undefined {
  const parts = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
  if (parts === null) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = parts;
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(`${sign}${whole}${fraction}`);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/** The number as JavaScript prints it: 0.1 is exactly one tenth. Throws for NaN and infinity. */
export function decimalOf(number: number): Decimal {
  const decimal = parseDecimal(String(number));
  if (decimal === undefined) throw new RangeError(`${number} is not a decimal number`);
  return decimal;
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { digits: digitsAt(a, scale) + digitsAt(b, scale), scale };
}

/** Divided by a power of ten: exact. */
export function shift(decimal: Decimal, places: number): Decimal {
  return { digits: decimal.digits, scale: decimal.scale + places };
}

/** Negative if `a` is less than `b`, 0 if they are equal. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const difference = digitsAt(a, scale) - digitsAt(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** All of its digits, without an exponent: `0.0525`. */
export function printDecimal({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? "-" : "";
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, "0");
  const whole = text.slice(0, text.length - scale);
  const fraction = text.slice(text.length - scale).replace(/0+$/, "");
  return `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

/** The nearest JavaScript number, for JSON. It prints as the decimal does, up to 15 digits. */
export function numberOf(decimal: Decimal): number {
  return Number(printDecimal(decimal));
}

function digitsAt({ digits, scale }: Decimal, wanted: number): bigint {
  return digits * 10n ** BigInt(wanted - scale);
}
