import { expect, test } from "vitest";
import { countCalls, growthOfCalls } from "./count-calls.ts";

const mixed = (a: number, b: number) => a ^ b;
const square = (size: number) => {
  let sum = 0;
  for (let a = 0; a < size; a++) for (let b = 0; b < size; b++) sum += mixed(a, b);
  return sum;
};
const line = (size: number) => Array.from({ length: size }, (_, index) => index % 7).sort((a, b) => a - b);

test("linear and quadratic work are told apart", async () => {
  expect(await growthOfCalls(300, line)).toBeLessThan(20);
  expect(await growthOfCalls(300, square)).toBeGreaterThan(80);
});

test("the number is the same each time", async () => {
  const run = () => line(1000);
  expect(await countCalls(run)).toBe(await countCalls(run));
});
