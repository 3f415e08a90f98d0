/** src/EMULATOR.md describes the format of faults that is read: its examples, kinds, stages and fields. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { stages, stagesOf } from "../../src/emulator/faults/fault-script.ts";
import { readFaultScript } from "../../src/emulator/faults/read-fault-script.ts";

const page = readFileSync(new URL("../../src/EMULATOR.md", import.meta.url), "utf8");
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => line.split("|").map((cell) => cell.trim()));

test("every example is read", () => {
  const examples = [...page.matchAll(/^```json\n([^]*?)^```/gm)]
    .map(([, text = ""]) => JSON.parse(text) as object)
    .filter((example) => "rules" in example);
  expect(examples).toHaveLength(2);
  for (const example of examples) expect(readFaultScript(example)).toEqual({ script: example });
});

test("every kind and every stage has a row", () => {
  const names = rows.map(([, name = ""]) => name.replaceAll("`", ""));
  for (const name of [...stages, ...Object.keys(stagesOf)])
    expect(names.filter((each) => each === name)).toHaveLength(1);
});

test("the row of a kind has its stages and its fields", () => {
  for (const [kind, possible] of Object.entries(stagesOf)) {
    const [, , where = "", fields = ""] = rows.find(([, name]) => name === `\`${kind}\``) ?? [];
    const expected =
      possible.length === stages.length ? "all" : possible.length === 1 ? possible[0] : "all but model";
    expect(where.replaceAll("`", ""), kind).toBe(expected);
    const names = [...fields.matchAll(/`(\w+)`(\?)?/g)];
    const required = names.filter(([, , mark]) => mark === undefined).map(([, name]) => name);
    const read = readFaultScript({ rules: [{ kind, stage: possible[0] }] });
    const missing = "problems" in read ? read.problems : [];
    expect(missing, kind).toEqual(required.map((name) => `rules[0].${name} is missing`));
    for (const [, name = ""] of names) {
      const unknown = readFaultScript({ rules: [{ kind, stage: "result", [name]: [] }] });
      expect(JSON.stringify(unknown), name).not.toContain("is unknown");
    }
  }
});
