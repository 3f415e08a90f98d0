import { InvalidArgumentError } from "commander";

/** A parser for an option's value: `90s`, `10m`, `1.5h`, or a number of seconds → milliseconds. */
export function duration(text: string): number {
  const [, number = "", unit = "s"] = /^(\d{1,9}(?:\.\d{1,9})?)\s*(ms|s|m|h)?$/.exec(text) ?? [];
  const ms = Math.round(Number(number) * (unitLengths[unit] ?? 1));
  if (number === "" || ms < 1 || ms > maxDuration) {
    throw new InvalidArgumentError("It takes a duration such as 90s, 10m or 2h, up to 24 days.");
  }
  return ms;
}

const unitLengths: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Timers are limited to 31 bits of milliseconds. */
const maxDuration = 24 * 24 * 3_600_000;
