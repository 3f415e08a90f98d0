/** src/FAULTS.md shows the fault matrix, and each engine has a cell of every fault. */
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { matrix, testCells } from "../cli/fault-matrix.ts";
import { faultPage, printFaultPage } from "../cli/fault-page.ts";
import { engines } from "../cli/faults/cell.ts";

test("the page is what the table says", async () => {
  const page = await printFaultPage();
  if (process.env["UPDATE_FIXTURES"] === "1") writeFileSync(faultPage, page);
  expect(readFileSync(faultPage, "utf8"), "npm run fixtures writes it").toBe(page);
});

test("every fault is there once, and is tested on an engine", () => {
  for (const { faults } of matrix) {
    const names = faults.map(({ fault }) => fault);
    expect(names).toEqual([...new Set(names)]);
  }
  const tested = new Set(testCells.map(({ fault }) => fault));
  for (const { fault, cells } of matrix.flatMap(({ faults }) => faults)) {
    expect(tested, fault).toContain(fault);
    // What is not tested says why.
    for (const engine of engines)
      if (typeof cells[engine] === "string") expect(cells[engine]).toMatch(/^(cannot happen: |as )./);
  }
});
