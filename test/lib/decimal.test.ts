import { describe, expect, test } from "vitest";
import fc from "fast-check";
import {
  add,
  compareDecimals,
  decimalOf,
  multiply,
  numberOf,
  parseDecimal,
  printDecimal,
  shift,
  zero,
} from "../../src/lib/decimal.ts";

const sum = (...numbers: number[]) => printDecimal(numbers.map(decimalOf).reduce(add, zero));

describe("decimals", () => {
  test("are exact where JavaScript's numbers are not", () => {
    expect(sum(0.1, 0.2)).toBe("0.3");
    expect(sum(0.1, -0.1)).toBe("0");
    expect(printDecimal(multiply(decimalOf(1.1), decimalOf(3)))).toBe("3.3");
    expect(printDecimal(shift(decimalOf(1024 * 1024), 6))).toBe("1.048576");
  });

  test.each([
    ["0", "0"],
    ["1.50", "1.5"],
    ["1e-7", "0.0000001"],
    ["1.5e3", "1500"],
    ["-0.02", "-0.02"],
  ])("%s is %s", (text, printed) => {
    expect(printDecimal(parseDecimal(text) ?? zero)).toBe(printed);
  });

  test.each(["", "abc", "1,5", "0x10", ".5", "5.", "01", "Infinity", "NaN", "1e9999", " 1"])(
    "%j is none",
    (text) => {
      expect(parseDecimal(text)).toBeUndefined();
    },
  );

  test("of any number print as it does, and are ordered like it", () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        expect(numberOf(decimalOf(a))).toBe(a === 0 ? 0 : a);
        expect(Math.sign(compareDecimals(decimalOf(a), decimalOf(b)))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });
});
