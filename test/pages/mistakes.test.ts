/**
 * Every row of src/MISTAKES.md is shown by its fixtures: under the codes that it names, or because it cannot be
 * written.
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { openCatalog } from "../../src/endpoints/lookup.ts";
import { catalogue } from "../../src/diagnostics/codes.ts";
import { compileText } from "../support/compile-source.ts";
import { printFields, sampleInput } from "../support/sample-source.ts";
import { acceptedFixtures, fixtureFolder, fixtureNames } from "../support/fixtures.ts";

const page = readFileSync(new URL("../../src/MISTAKES.md", import.meta.url), "utf8");

interface Row {
  readonly number: number;
  /** In the order of the row; empty if the mistake cannot be written. */
  readonly codes: readonly string[];
  readonly cannotBeWritten: boolean;
  readonly fixtures: readonly string[];
}

const rows = page.split("\n").flatMap((line): readonly Row[] => {
  const [, number, , falc = "", shown = ""] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
  if (!/^\d+$/.test(number ?? "")) return [];
  const words = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word);
  return [
    {
      number: Number(number),
      codes: words(falc).filter((word) => word in catalogue),
      cannotBeWritten: /cannot be written/i.test(falc),
      fixtures: words(shown),
    },
  ];
});

test("there are 26 mistakes, in their order", () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 26 }, (_, index) => index + 1));
});

test("every fixture of a mistake is in its row, and in no other", () => {
  const listed = rows.flatMap(({ number, fixtures: names }) => names.map((name) => `${number} ${name}`));
  const existing = fixtureNames
    .filter((name) => name.startsWith("mistake-"))
    .map((name) => `${Number(name.slice("mistake-".length, "mistake-00".length))} ${name}`);
  expect(listed.sort()).toEqual(existing.sort());
});

describe.each(rows)("mistake $number", ({ number, codes, cannotBeWritten, fixtures: names }) => {
  const found = names.map((name) => ({
    name,
    codes: codesOf(name),
    compiles: exists(name, "expected.json"),
  }));

  test("is impossible or has a code", () => {
    expect(names.length).toBeGreaterThan(0);
    expect(cannotBeWritten || codes.length > 0).toBe(true);
  });

  test("matches the first line of its fixtures", () => {
    for (const name of names) expect(firstLine(name)).toMatch(new RegExp(`^// Mistake ${number}\\b`));
  });

  test("is reported under every code of the row", () => {
    const reported = found.flatMap((each) => each.codes);
    for (const code of codes) expect(reported, code).toContain(code);
  });

  test("is shown by every fixture", () => {
    for (const each of found) {
      const shows = codes.some((code) => each.codes.includes(code));
      expect(shows || (cannotBeWritten && each.compiles && each.codes.length === 0), each.name).toBe(true);
    }
  });
});

/** The second table of the page. */
const guide = page.split("\n").flatMap((line) => {
  const [, endpoint = "", written = "", right = "", code = ""] = line
    .split("|")
    .map((cell) => cell.trim().replace(/^`(.*)`$/, "$1"));
  return /^[a-z-]+\/\S+$/.test(endpoint) ? [{ endpoint, written, right, code }] : [];
});

test("the wrong names of fal's guides are in the table", () => {
  expect(guide.length).toBeGreaterThan(10);
});

test.each(guide)(
  "$endpoint: $written is $code, and $right is offered",
  ({ endpoint, written, right, code }) => {
    const { input } = openCatalog().find(endpoint) ?? expect.fail();
    const isRead = written.startsWith(".");
    const sent = new Map(sampleInput(input));
    if (written === "nothing") sent.delete(right);
    else if (!isRead) {
      // The wrong name is in place of the right one.
      sent.delete(right);
      sent.set(written, written === "aspect_ratio" ? `"16:9"` : `"https://example.com/x"`);
    }
    const { diagnostics } = compileText(`import { model } from "falc";
export default async function workflow() {
  const result = await model("${endpoint}")(${printFields(sent)});
  return { result: result${isRead ? written : ""} };
}
`);
    expect(diagnostics.map((each) => each.code)).toEqual([code]);
    const [{ message, rewrite, advice, span } = expect.fail()] = diagnostics;
    if (right === "nothing of the kind") {
      expect(message).not.toContain("Did you mean");
      for (const field of Object.keys(input.properties ?? {})) expect(message).toContain(`\`${field}\``);
      expect(rewrite).toBeUndefined();
    } else if (written === "nothing") {
      // The right value is unknown, and is not invented.
      expect(rewrite).toBeUndefined();
      expect(advice).toContain(`Add \`${right}\``);
    } else expect(rewrite).toContain(isRead ? `result${right}` : right);
    const place = span.source.text.slice(span.start, span.end);
    if (!isRead && written !== "nothing") expect(place).toBe(`"${written}"`);
  },
);

/** Mistakes that cannot be written, in every fixture's graph. */
describe("every graph has the required parts", () => {
  const graphs = acceptedFixtures.map(
    (name) => [name, JSON.parse(read(name, "expected.json")) as Graph] as const,
  );

  test("there are many fixtures", () => {
    expect(graphs.length).toBeGreaterThan(60);
  });

  test.each(graphs)("%s", (_, graph) => {
    const ids = Object.keys(graph);
    const types = ids.map((id) => graph[id]?.type);
    expect(types).toEqual(["input", ...ids.slice(2).map(() => "run"), "display"]); // 2, 11
    expect(ids.at(-1)).toBe("output");
    for (const [id, node] of Object.entries(graph)) {
      const { id: own, type: _type, depends, app: _app, input, fields, ...others } = node;
      expect(own).toBe(id); // 4
      expect(others).toEqual({}); // 9, 23
      expect(Array.isArray(depends)).toBe(true); // 12
      const earlier = ids.slice(0, ids.indexOf(id));
      for (const other of depends) expect(earlier).toContain(other); // 5, 10
      if (id !== "input") for (const root of rootsOf([input, fields])) expect(depends).toContain(root); // 3, 22
    }
  });
});

type Graph = Readonly<
  Record<
    string,
    {
      readonly id: string;
      readonly type: string;
      readonly depends: readonly string[];
      readonly app?: string;
      readonly input?: unknown;
      readonly fields?: unknown;
    }
  >
>;

/** The roots of every string that fal reads as a reference. */
function rootsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return value.startsWith("$") ? [value.slice(1).replace(/\..*$/s, "")] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(rootsOf) : [];
}

function codesOf(name: string): readonly string[] {
  if (!exists(name, "expected.diagnostics.txt")) return [];
  const lines = read(name, "expected.diagnostics.txt").matchAll(/^\S+:\d+:\d+ \w+ ([a-z-]+)$/gm);
  return [...lines].map(([, code = ""]) => code);
}

function firstLine(name: string): string {
  return read(name, "input.ts").split("\n")[0] ?? "";
}

function exists(name: string, file: string): boolean {
  return existsSync(path.join(fixtureFolder(name), file));
}

function read(name: string, file: string): string {
  return readFileSync(path.join(fixtureFolder(name), file), "utf8");
}
