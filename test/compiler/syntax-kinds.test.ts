/** The table of kinds against TypeScript's own lists, the rules, and the fixtures it names. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type KindRow, kindRows, type KindRows } from "./kinds/kinds.ts";
import { rules } from "../../src/compiler/2-evaluate/machine/rules.ts";
import { ts, type TS } from "../../src/compiler/typescript.ts";
import { compileFolder } from "../support/compile-source.ts";
import { readPositions } from "./syntax-positions.ts";
import { acceptedFixtures, fixtureFolder } from "../support/fixtures.ts";

const compiler = fileURLToPath(new URL("../../src/compiler/", import.meta.url));

type Kinds = Readonly<Record<string, number>>;

/** TypeScript's own. `Count` is their number. */
const { Count, ...installed } = Object.fromEntries(
  Object.entries(ts.SyntaxKind).filter((entry): entry is [string, number] => typeof entry[1] === "number"),
) as Record<string, number>;

const rows = kindRows.flatMap(([names, row]) =>
  [names].flat().map((name): readonly [string, KindRow] => [name, row]),
);

/** Numbers without exactly one row, as `Name: 0 rows`. */
function listMissing(kinds: Kinds, table: KindRows): readonly string[] {
  const counts = new Map<number, number>();
  for (const name of table.flatMap(([names]) => [names].flat())) {
    const number = kinds[name] ?? -1;
    counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  return [...new Set(Object.values(kinds))]
    .filter((number) => counts.get(number) !== 1)
    .map((number) => `${nameOf(number, kinds)}: ${counts.get(number) ?? 0} rows`);
}

function nameOf(number: number, kinds: Kinds): string {
  return Object.keys(kinds).find((name) => kinds[name] === number) ?? String(number);
}

describe("the table", () => {
  test("has one row for every kind of the installed TypeScript", () => {
    expect(Count).toBeGreaterThan(300);
    expect(listMissing(installed, kindRows)).toEqual([]);
  });

  test("fails for a kind that a newer TypeScript adds", () => {
    expect(listMissing({ ...installed, PipelineExpression: Count ?? 0 }, kindRows)).toEqual([
      "PipelineExpression: 0 rows",
    ]);
  });

  test("fails for a kind with two rows or none", () => {
    const [first, ...others] = kindRows;
    if (first === undefined) throw new Error("an empty table");
    expect(listMissing(installed, [...kindRows, first])).not.toEqual([]);
    expect(listMissing(installed, others)).not.toEqual([]);
  });

  test("names only kinds that TypeScript has", () => {
    expect(rows.map(([name]) => name).filter((name) => installed[name] === undefined)).toEqual([]);
  });
});

describe("the rules", () => {
  const known = new Set(
    rows
      .filter(([, { is }]) => is === "evaluated" || is === "erased" || is === "refused")
      .map(([name]) => installed[name]),
  );
  const kindsWith = (refuses: boolean) =>
    [...rules].filter(([, { is }]) => (is === "refused") === refuses).map(([kind]) => kind);
  const ruled = new Set<number>(kindsWith(false));
  const print = (kinds: Iterable<number | undefined>) =>
    [...kinds].map((kind) => nameOf(kind ?? -1, installed));

  test("have a row each", () => {
    expect(print([...ruled].filter((kind) => !known.has(kind)))).toEqual([]);
  });

  test("exist for every row that names one", () => {
    const claimed = rows.filter(([, { is }]) => is === "evaluated").map(([name]) => installed[name]);
    expect(print(claimed.filter((kind) => kind !== undefined && !ruled.has(kind)))).toEqual([]);
  });

  test("of refusal are for kinds that are refused", () => {
    const refused = new Set(rows.filter(([, { is }]) => is === "refused").map(([name]) => installed[name]));
    expect(print(kindsWith(true).filter((kind) => !refused.has(kind)))).toEqual([]);
  });
});

describe("what can be below a node", () => {
  const positions = readPositions();
  const read = rows.flatMap(([name, row]) =>
    row.is === "evaluated" || row.is === "part" ? [{ name, row }] : [],
  );

  test("is read from TypeScript's declarations", () => {
    expect(positions.size).toBeGreaterThan(200);
    expect([...(positions.get("CallExpression") ?? [])].sort()).toEqual([
      "arguments",
      "expression",
      "questionDotToken",
      "typeArguments",
    ]);
  });

  test.each(read.filter(({ row }) => !isClassPart(row)))(
    "$name: each place is read, erased or refused",
    ({ name, row }) => {
      const listed = [...(row.reads ?? []), ...(row.erases ?? []), ...(row.refuses ?? [])];
      expect(listed.sort()).toEqual([...(positions.get(name) ?? [])].sort());
    },
  );

  test.each(read)("$name: the files that are said to read it do", ({ row }) => {
    const sources = row.by.map((file) => readFileSync(path.join(compiler, file), "utf8")).join("\n");
    const unread = (row.reads ?? []).filter(
      (position) => !new RegExp(`\\b${reader(position)}\\b`).test(sources),
    );
    expect(unread).toEqual([]);
  });
});

/** The contents of a class are refused with the class. */
function isClassPart(row: KindRow): boolean {
  return row.is === "part" && row.by.every((file) => file.endsWith("/classes.ts"));
}

/** Modifiers are looked up by their kind. */
function reader(position: string): string {
  return position === "modifiers" ? "(modifiers|hasModifier|isAmbientDeclaration)" : position;
}

describe("the fixtures", () => {
  const shown = rows.flatMap(([name, row]) => (row.is === "unreachable" ? [] : [{ name, row }]));
  const sources = new Map<string, Fixture>();
  const open = (name: string) => {
    const fixture = sources.get(name) ?? readFixture(name);
    sources.set(name, fixture);
    return fixture;
  };

  test.each(shown)("$name is in $row.fixture, which bears the row out", ({ name, row }) => {
    const { kinds, codes, compiles } = open(row.fixture);
    expect(kinds.has(installed[name] ?? -1), "the kind is in the fixture").toBe(true);
    if (row.is === "refused") expect(codes).toContain(row.code);
    else if (row.fixture !== "syntax-class-refused") expect(compiles).toBe(true);
  });

  test("contain no kind that is marked unreachable", () => {
    const unreachable = new Map(
      rows.filter(([, { is }]) => is === "unreachable").map(([name]) => [installed[name] ?? -1, name]),
    );
    const found = acceptedFixtures.flatMap((fixture) =>
      [...open(fixture).kinds]
        .flatMap((kind) => unreachable.get(kind) ?? [])
        .map((kind) => `${fixture}: ${kind}`),
    );
    expect(found).toEqual([]);
  });
});

interface Fixture {
  readonly kinds: ReadonlySet<number>;
  readonly codes: readonly string[];
  readonly compiles: boolean;
}

function readFixture(name: string): Fixture {
  const folder = fixtureFolder(name);
  const kinds = new Set<number>();
  for (const file of readdirSync(folder).filter((each) => each.endsWith(".ts"))) {
    const text = readFileSync(path.join(folder, file), "utf8");
    collectKinds(ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true), kinds);
  }
  const { emitted, diagnostics } = compileFolder(folder, "input.ts", name);
  return { kinds, codes: diagnostics.map(({ code }) => code), compiles: emitted !== undefined };
}

/** Some nodes keep a token as a number beside their children: `!x`, `x++`, `keyof T`, `extends`, `import defer`. */
function collectKinds(node: TS.Node, kinds: Set<number>): void {
  kinds.add(node.kind);
  const kept = node as { readonly operator?: number; readonly phaseModifier?: number };
  for (const kind of [
    kept.operator,
    kept.phaseModifier,
    ts.isHeritageClause(node) ? node.token : undefined,
  ]) {
    if (kind !== undefined) kinds.add(kind);
  }
  ts.forEachChild(node, (child) => collectKinds(child, kinds));
}
