/**
 * Coverage proves what it says: whatever part of the compiler drops something, a program that uses it is incomplete.
 * Each row of `dropped/table.ts` is a mutant of the compiler and such a program.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { importMutable } from "../../support/mutants/mutable-compiler.ts";
import { dropped } from "./dropped/table.ts";

let built: typeof import("./dropped/try-dropped.ts");

beforeAll(async () => {
  built = await importMutable(new URL("./dropped/try-dropped.ts", import.meta.url), dropped);
});

describe("coverage notices that", () => {
  test.each(dropped.map(({ name }) => name))("%s", async (name) => {
    const { control, mutated, isAlive } = await built.tryDropped(name);
    expect(control.said, "the compiler as it is").toEqual([]);
    expect(control.isComplete).toBe(true);
    expect(isAlive, "the mutant compiles a program without what it drops").toBe(true);
    expect(mutated.artifacts, mutated.said.join("\n")).toBeDefined();
    expect(mutated.artifacts, "the mutant changes the artifacts").not.toBe(control.artifacts);
    expect(mutated.isComplete, "the mutant's artifacts are complete").toBe(false);
  });
});
