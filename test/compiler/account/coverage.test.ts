/**
 * Coverage accounts for everything in every program that compiles, and never wrongly: artifacts are tampered with and
 * rules are removed, and it must notice each time.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { openCatalog } from "../../../src/endpoints/lookup.ts";
import { ModuleLoader } from "../../../src/compiler/1-parse/load.ts";
import { parse } from "../../../src/compiler/1-parse/parse.ts";
import { evaluate } from "../../../src/compiler/2-evaluate/evaluate.ts";
import { normal } from "../../../src/compiler/2-evaluate/machine/machine.ts";
import type { Machine, Place } from "../../../src/compiler/2-evaluate/machine/machine.ts";
import { rules, type SyntaxRow } from "../../../src/compiler/2-evaluate/machine/rules.ts";
import { array, known, object, type Value } from "../../../src/compiler/2-evaluate/values/values.ts";
import { lower } from "../../../src/compiler/4-lower/lower.ts";
import { emit, type EmittedWorkflow } from "../../../src/compiler/5-emit/emit.ts";
import { cover } from "../../../src/compiler/account/cover.ts";
import { type Coverage, isComplete } from "../../../src/compiler/account/coverage.ts";
import { RecordingInterpreter } from "../../../src/compiler/account/recording-interpreter.ts";
import { Recording } from "../../../src/compiler/account/recording.ts";
import { compile, type SourceHost } from "../../../src/compiler/pipeline.ts";
import { ts, type TS } from "../../../src/compiler/typescript.ts";
import { Collector } from "../../../src/diagnostics/collector.ts";
import { program as generated } from "../../generated/programs.ts";
import { acceptedFixtures, fixtureFolder } from "../../support/fixtures.ts";

const here = fileURLToPath(new URL("../..", import.meta.url));
const catalog = openCatalog();
const examples = path.join(here, "../workflows");
const programs = Number(process.env["PROGRAMS"] ?? 130);
const seed = Number(process.env["SEED"] ?? 20261123);

function hostOf(folder: string): SourceHost {
  return {
    read: (file) => {
      const absolute = path.join(folder, file);
      return existsSync(absolute) ? readFileSync(absolute, "utf8") : undefined;
    },
    list: (relative) => readdirSync(path.join(folder, relative)),
  };
}

function hostOfFiles(files: Readonly<Record<string, string>>): SourceHost {
  return {
    read: (file) => (Object.hasOwn(files, file) ? files[file] : undefined),
    list: () => Object.keys(files),
  };
}

function hostOfText(text: string): SourceHost {
  return hostOfFiles({ "main.ts": text });
}

/** `undefined` if it does not compile. */
function coverFile(host: SourceHost, file: string): Coverage | undefined {
  const { files } = compile([{ path: file, name: "main" }], host, catalog, true, undefined, {
    coverage: true,
  });
  return files[0]?.coverage;
}

/** For a text, with the artifact changed before it is checked. */
function coverText(
  text: string,
  tamper: (emitted: EmittedWorkflow) => EmittedWorkflow = (same) => same,
  Evaluator = RecordingInterpreter,
): Coverage {
  const { report } = new Collector();
  const parsed = parse({ path: "main.ts", name: "main" }, new ModuleLoader(hostOfText(text)), true, report);
  if (parsed === undefined) throw new Error("the program does not parse");
  const recording = new Recording();
  const machine = new Evaluator(recording, parsed, catalog, report);
  const { workflow: evaluated } = evaluate(parsed, catalog, report, machine);
  if (evaluated === undefined) throw new Error("the program does not compile");
  return cover(parsed, recording, evaluated, tamper(emit(lower(evaluated))));
}

/** What is not accounted for, for a failure's message. */
function gapsOf({ places, problems }: Coverage): readonly string[] {
  return [
    ...places
      .filter(({ fate }) => fate === "unaccounted")
      .map(({ file, line, column, text, reason }) => `${file}:${line}:${column} ${text}: ${reason}`),
    ...problems.map(({ where, message }) => `${where}: ${message}`),
  ];
}

const program = `
import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const upscale = model("fal-ai/clarity-upscaler");
const style = "studio light";
const sizes = [256, 512];
function describe(what: string, close: boolean) {
  if (close) return \`close-up of \${what}, \${style}\`;
  return \`\${what}, \${style}, from afar\`;
}
export default async function workflow({ prompt, seed = 7 }: { prompt: string; seed?: number }) {
  const photo = await flux({ prompt: describe(prompt, true), seed, image_size: { width: 2 * 256, height: sizes[1] } });
  const first = await upscale({ image_url: photo.images[0].url, prompt: \`\${prompt}, sharp, \${style}\` });
  const other = await upscale({ image_url: photo.images[0].url }, { id: "again", after: [first] });
  return { image: first.image, other: other.image, texts: ["a", style], none: undefined };
}
`;

describe("everything is accounted for", () => {
  test.each(acceptedFixtures)("in the fixture %s", (name) => {
    const coverage = coverFile(hostOf(fixtureFolder(name)), "input.ts");
    if (coverage === undefined) throw new Error(`${name} does not compile`);
    expect(gapsOf(coverage)).toEqual([]);
    expect(isComplete(coverage)).toBe(true);
    expect(coverage.places.some(({ kind, fate }) => kind === "call" && fate === "artifact")).toBe(true);
  });

  test.each(readdirSync(examples).filter((file) => file.endsWith(".ts") && !file.startsWith("_")))(
    "in the example %s",
    (file) => {
      const coverage = coverFile(hostOf(path.dirname(examples)), `workflows/${file}`);
      expect(coverage && gapsOf(coverage)).toEqual([]);
    },
  );

  // Each iteration compares with other values, so that the clause of an earlier one is not mistaken for this one's.
  test.each([
    [
      `switch (n) { case wanted: said.push("wanted"); break; case 2: said.push("two"); default: said.push("other"); }`,
    ],
    [
      `switch (wanted) { case n - 1: said.push("before"); case n: said.push("same"); break; default: said.push("other"); }`,
    ],
    [
      `switch (true) { default: said.push("other"); break; case n === wanted: said.push("same"); break; case n > 2: said.push("large"); }`,
    ],
  ])("in a loop whose switch has a case that changes: %s", (code) => {
    const coverage = coverText(`
import { model } from "falc";
const flux = model("fal-ai/flux/dev");
export default async function workflow({ prompt }: { prompt: string }) {
  const said: string[] = [];
  let wanted = 3;
  for (const n of [1, 2, 3, 0]) {
    ${code}
    wanted -= 1;
  }
  const photo = await flux({ prompt: \`\${prompt} \${said.join(" ")}\` });
  return { image: photo.images[0].url, said };
}
`);
    expect(gapsOf(coverage)).toEqual([]);
    const reached = coverage.places.filter(({ text }) =>
      /^"(wanted|two|other|before|same|large)"$/.test(text),
    );
    expect(reached).not.toEqual([]);
  });

  test.each(["text += String((null as any).x);", "text += (null as any).x;", "text += fail();"])(
    "where the right side of an assignment throws: %s",
    (code) => {
      const coverage = coverText(`
import { model } from "falc";
const flux = model("fal-ai/flux/dev");
function fail(): string {
  throw new Error("no");
}
export default async function workflow({ prompt }: { prompt: string }) {
  let text = prompt;
  try { ${code} } catch (error) { text += (error as Error).name; }
  const photo = await flux({ prompt: text });
  return { image: photo.images[0].url };
}
`);
      expect(gapsOf(coverage)).toEqual([]);
    },
  );

  test(`in ${programs} generated programs`, () => {
    console.log(`SEED=${seed}`);
    let covered = 0;
    for (const { files } of fc.sample(generated, { numRuns: programs, seed })) {
      const coverage = coverFile(hostOfFiles(files), "main.ts");
      if (coverage === undefined) continue;
      covered += 1;
      expect(gapsOf(coverage), JSON.stringify(files)).toEqual([]);
    }
    expect(covered).toBeGreaterThan(programs / 2);
  });

  test("a program that does not compile has no coverage", () => {
    expect(
      coverFile(hostOfText(program.replace("prompt, true", "prompt, prompt.length > 3")), "main.ts"),
    ).toBe(undefined);
  });
});

describe("each location has the right fate", () => {
  const { places } = coverText(program);
  const at = (text: string, line: number) =>
    places.find((place) => place.text === text && place.line === line);

  test.each([
    ["flux({ prompt: describe(prompt, true), seed, image_size: { w…", 12, "artifact", ["photo"]],
    ["describe(prompt, true)", 12, "computed", ["photo.input.prompt"]],
    ["true", 12, "computed", []],
    ['"fal-ai/flux/dev"', 3, "computed", ["photo.app"]],
    ["width", 12, "artifact", ["photo.input.image_size.width"]],
    ["2", 12, "computed", ["photo.input.image_size.width"]],
    ["sizes[1]", 12, "artifact", ["photo.input.image_size.height"]],
    ["512", 6, "artifact", ["photo.input.image_size.height"]],
    ["256", 6, "computed", []],
    ["7", 11, "artifact", ["schema.input.properties.seed.default"]],
    ["photo.images[0].url", 13, "artifact", ["first.input.image_url"]],
    ["none", 15, "computed", []],
    ["id", 14, "artifact", ["again"]],
    ["first", 14, "artifact", ["again.depends"]],
    ['", from afar"', 9, "not-reached", []],
  ] as const)("%s in line %i: %s", (text, line, fate, where) => {
    expect(at(text, line)).toMatchObject({ fate, at: [...where] });
  });

  test("unreached code has a reason", () => {
    expect(at('", from afar"', 9)?.reason).toBe(
      "it comes after return `close-up of ${what}, ${style}`; (8:14)",
    );
  });
});

describe("a tampered artifact is noticed:", () => {
  type Node = Record<string, unknown> & { input?: Record<string, unknown>; depends: string[] };
  const tamperings: readonly (readonly [string, (graph: Record<string, Node>) => void])[] = [
    ["a key removed", ({ photo }) => delete photo?.input?.seed],
    [
      "a key inside an object removed",
      ({ photo }) => delete (photo?.input?.image_size as { width?: number }).width,
    ],
    ["a key added", ({ first }) => Object.assign(first?.input ?? {}, { seed: 1 })],
    [
      "a value changed",
      ({ photo }) => Object.assign(photo?.input ?? {}, { image_size: { width: 513, height: 512 } }),
    ],
    ["a call removed", (graph) => delete graph.again],
    ["a call added", (graph) => (graph.more = { ...graph.first, id: "more" } as Node)],
    ["an endpoint changed", ({ photo }) => Object.assign(photo ?? {}, { app: "fal-ai/flux/schnell" })],
    [
      "a reference changed",
      ({ first }) => Object.assign(first?.input ?? {}, { image_url: "$photo.images.1.url" }),
    ],
    ["an edge removed", ({ again }) => again?.depends.splice(again.depends.indexOf("first"), 1)],
    ["an edge added", ({ photo }) => photo?.depends.push("again")],
    ["an edge of a text's node removed", ({ first_prompt }) => first_prompt?.depends.pop()],
    [
      "a text's part removed",
      ({ photo_prompt }) => (photo_prompt?.input?.texts as string[] | undefined)?.shift(),
    ],
    [
      "a text's part changed",
      ({ first_prompt }) => Object.assign(first_prompt?.input ?? {}, { text2: ", dull" }),
    ],
    [
      "a separator put between a text's parts",
      ({ photo_prompt }) => Object.assign(photo_prompt?.input ?? {}, { separator: " " }),
    ],
    ["an output removed", ({ output }) => delete (output?.fields as Record<string, unknown>).other],
    ["an element of the output removed", ({ output }) => (output?.fields as { texts: string[] }).texts.pop()],
    ["an output added", ({ output }) => Object.assign(output?.fields as object, { extra: "$photo.seed" })],
    ["a field of the input removed", ({ input }) => delete input?.input?.prompt],
    ["a field of the input added", ({ input }) => Object.assign(input?.input ?? {}, { more: "" })],
    ["a default changed", ({ input }) => Object.assign(input?.input ?? {}, { seed: 8 })],
  ];

  const emitted: EmittedWorkflow[] = [];
  coverText(program, (each) => (emitted.push(each), each));

  test("the original artifact passes", () => {
    expect(gapsOf(coverText(program))).toEqual([]);
  });

  test.each(tamperings)("%s", (_, tamper) => {
    const coverage = coverText(program, (each) => {
      const graph = JSON.parse(each.graph) as Record<string, Node>;
      const before = JSON.stringify(graph);
      tamper(graph);
      expect(JSON.stringify(graph), "the graph was tampered with").not.toBe(before);
      return { ...each, graph: JSON.stringify(graph) };
    });
    expect(isComplete(coverage)).toBe(false);
  });

  test.each(leavesOf(JSON.parse(emitted[0]?.graph ?? "{}")))("%s changed", (leaf) => {
    const coverage = coverText(program, (each) => {
      const graph = JSON.parse(each.graph) as Record<string, unknown>;
      const steps = leaf.split(".");
      const last = steps.pop() ?? "";
      const owner = steps.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], graph);
      (owner as Record<string, unknown>)[last] = "tampered";
      return { ...each, graph: JSON.stringify(graph) };
    });
    expect(isComplete(coverage)).toBe(false);
  });
});

function leavesOf(value: unknown, at = ""): readonly string[] {
  if (typeof value !== "object" || value === null) return [at];
  return Object.entries(value).flatMap(([key, each]) => leavesOf(each, at === "" ? key : `${at}.${key}`));
}

describe("for an expanded result or input", () => {
  const whole = `
import { model } from "falc";
const draw = model<{ prompt: string; mood: string }, { text: string; image: { url: string; alt: string } }>("me/draw");
const frame = model<{ text: string; image: unknown; style?: string }, { framed: string; size: number }>("me/frame");
export default async function workflow(input: { prompt: string; mood: string }) {
  const drawn = await draw(input);
  const plain = await frame(drawn);
  const styled = await frame({ ...drawn, style: "bold" });
  return { plain: { ...plain }, styled: Object.assign({}, styled), image: { ...drawn.image } };
}
`;
  const emitted: EmittedWorkflow[] = [];
  const coverage = coverText(whole, (each) => (emitted.push(each), each));
  const nodes = JSON.parse(emitted[0]?.graph ?? "{}") as Record<string, Record<string, unknown>>;
  const fields = Object.entries(nodes).flatMap(([id, { type, input, fields: shown }]) =>
    type === "input" ? [] : leavesOf({ [id]: type === "run" ? { input } : { fields: shown } }),
  );

  test("everything is accounted for, with its location in the graph", () => {
    expect(gapsOf(coverage)).toEqual([]);
    const at = (text: string) =>
      coverage.places.filter((place) => place.text === text).map((place) => place.fate);
    expect(at("drawn")).toEqual(["artifact", "artifact"]);
    expect(fields).toContain("plain.input.image");
    expect(fields).toContain("output.fields.image.alt");
  });

  test.each(fields)("a lost or duplicated %s is noticed", (leaf) => {
    const steps = leaf.split(".");
    const last = steps.pop() ?? "";
    const changed = (change: (owner: Record<string, unknown>) => void) =>
      coverText(whole, (each) => {
        const graph = JSON.parse(each.graph) as Record<string, unknown>;
        change(steps.reduce((owner, step) => owner[step] as Record<string, unknown>, graph));
        return { ...each, graph: JSON.stringify(graph) };
      });
    expect(isComplete(changed((owner) => delete owner[last]))).toBe(false);
    expect(isComplete(changed((owner) => (owner["another"] = owner[last])))).toBe(false);
  });
});

test("a snapshot that drops a key is noticed", () => {
  class Dropping extends RecordingInterpreter {
    override apply(...given: Parameters<RecordingInterpreter["apply"]>): Value {
      const result = super.apply(...given);
      for (const { input } of this.calls) (input.fields as Map<string, unknown>).delete("seed");
      return result;
    }
  }
  expect(gapsOf(coverText(program, undefined, Dropping))).toEqual([
    "photo.input.seed: the source sends this, but it is not in the graph",
  ]);
});

describe("a disabled rule is noticed:", () => {
  // Rules are looked up by kind at each node, so one can be replaced temporarily.
  const table = rules as Map<TS.SyntaxKind, SyntaxRow>;
  const kept = new Map(table);
  afterEach(() => {
    for (const [kind, row] of kept) table.set(kind, row);
  });

  const body = (code: string, result = "photo.images[0].url") => `
import { model } from "falc";
const flux = model("fal-ai/flux/dev");
export default async function workflow({ prompt }: { prompt: string }) {
  const said: string[] = ["start"];
  const settings: { style: string; seed?: number } = { style: "studio" };
  ${code}
  const photo = await flux({ prompt: said.join(", "), seed: settings.seed });
  return { image: ${result}, prompt };
}
`;

  const skipped: readonly (readonly [keyof typeof ts.SyntaxKind, string])[] = [
    ["ExpressionStatement", `said.push("more");`],
    ["IfStatement", `if (said.length === 1) said.push("more");`],
    ["ForStatement", `for (let index = 0; index < 2; index++) said.push("more");`],
    ["ForOfStatement", `for (const one of ["more"]) said.push(one);`],
    ["ForInStatement", `for (const key in settings) said.push(key);`],
    ["WhileStatement", `while (said.length < 3) said.push("more");`],
    ["DoStatement", `do said.push("more"); while (said.length < 3);`],
    [
      "SwitchStatement",
      `switch (said.length) { case 1: said.push("one"); break; default: said.push("many"); }`,
    ],
    ["Block", `{ said.push("more"); }`],
    ["LabeledStatement", `outer: for (;;) { said.push("more"); break outer; }`],
    ["BreakStatement", `for (const one of ["a", "b"]) { said.push(one); if (one === "a") break; }`],
    ["ContinueStatement", `for (const one of ["a", "b"]) { if (one === "a") continue; said.push(one); }`],
    ["ReturnStatement", `const more = () => { return "more"; }; said.push(more() ?? "nothing");`],
  ];
  test.each(skipped)("%s skipped", (kind, code) => {
    expect(gapsOf(coverText(body(code)))).toEqual([]);
    sabotage(kind, code, () => normal);
    expect(isComplete(coverText(body(code)))).toBe(false);
  });

  const emptied: readonly (readonly [keyof typeof ts.SyntaxKind, string, () => unknown])[] = [
    ["ArrayLiteralExpression", `said.push(["a", "b"].join());`, () => array([known("start")])],
    [
      "ObjectLiteralExpression",
      `said.push(Object.keys({ a: 1, b: 2 }).join());`,
      () => object([["prompt", known("x")]]),
    ],
    ["TemplateExpression", "said.push(`${said.length} more`);", () => known("1")],
    ["ConditionalExpression", `said.push(said.length === 1 ? "one" : "many");`, () => known("one")],
    ["BinaryExpression", `said.push("a" + settings.style);`, () => known("a")],
    ["PropertyAccessExpression", `said.push(settings.style);`, () => known("studio")],
    ["CallExpression", `said.push(String(1));`, () => known("x")],
    ["StringLiteral", `said.push("more");`, () => known("less")],
    ["TrueKeyword", `settings.seed = true ? 1 : 2;`, () => known(false)],
  ];
  test.each(emptied)("%s that ignores its parts", (kind, code, result) => {
    expect(gapsOf(coverText(body(code)))).toEqual([]);
    sabotage(kind, code, result);
    expect(isComplete(coverText(body(code)))).toBe(false);
  });

  test.each(["ArrayLiteralExpression", "ObjectLiteralExpression", "TemplateExpression"] as const)(
    "%s that loses a part",
    (kind) => {
      const code =
        "said.push(['a', 'b'].join(), `${settings.style} more`); settings.seed = { other: 2, seed: 1 }.seed;";
      expect(gapsOf(coverText(body(code)))).toEqual([]);
      sabotage(kind, code, lose);
      expect(isComplete(coverText(body(code)))).toBe(false);
    },
  );

  /** Replaces the rule's result for nodes in `code`; if `give` ignores the original result, the rule does not run. */
  function sabotage(
    kind: keyof typeof ts.SyntaxKind,
    code: string,
    result: ((value: unknown) => unknown) | (() => unknown),
  ): void {
    const row = rules.get(ts.SyntaxKind[kind]);
    if (row === undefined || row.is === "refused") throw new Error(`there is no rule for ${kind}`);
    const replacing =
      <Result>(rule: (node: never, place: Place, machine: Machine) => Result) =>
      (node: TS.Node, place: Place, machine: Machine): Result => {
        const original = () => rule(node as never, place, machine);
        if (!code.includes(node.getText())) return original();
        return (result.length === 0 ? (result as () => unknown)() : result(original())) as Result;
      };
    const replaced: SyntaxRow =
      row.is === "expression"
        ? { ...row, evaluate: replacing(row.evaluate) }
        : { ...row, execute: replacing(row.execute) };
    table.set(ts.SyntaxKind[kind], replaced);
  }

  function lose(value: unknown): unknown {
    const whole = value as ReturnType<typeof array> | ReturnType<typeof object> | ReturnType<typeof known>;
    if (whole.kind === "array" && whole.elements.length > 1) return array(whole.elements.slice(1));
    if (whole.kind === "object") return object(Object.entries(whole.fields).slice(1));
    return whole.kind === "known" ? known(String(whole.value).slice(1)) : whole;
  }
});
