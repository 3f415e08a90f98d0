/** How a program's code is split into files, with the declarations that each part needs. */

export interface Layout {
  readonly name: string;
  /** Whether the helpers are in a separate file. */
  readonly exported: boolean;
  /** The name of a helper in the workflow's file. */
  nameInMain(helper: string): string;
  /** The workflow file's imports from the helpers' file. */
  importing(names: readonly string[]): string;
  /** A file between the two. */
  readonly between?: string;
  /** What the helpers' file has instead of their code alone. */
  readonly around?: (helpers: readonly string[]) => readonly string[];
}

const same = (name: string) => name;

const inNamespace = (lines: readonly string[]) => ["export namespace Kit {", ...lines, "}"];

/** The first helper or class, and the others: the second block uses what the first exports without a dot. */
function inTwoBlocks(lines: readonly string[]): readonly string[] {
  const second = lines.findIndex((line, index) => index > 0 && line.startsWith("export "));
  if (second < 0) return inNamespace(lines);
  return [...inNamespace(lines.slice(0, second)), ...inNamespace(lines.slice(second))];
}

/** A layout's name counts as a construct of the program. */
export const layouts: readonly [Layout, ...Layout[]] = [
  { name: "one file", exported: false, nameInMain: same, importing: () => "" },
  {
    name: "named imports",
    exported: true,
    nameInMain: same,
    importing: (names) => `import { ${names.join(", ")} } from "./_helpers.ts";`,
  },
  {
    name: "renamed imports",
    exported: true,
    nameInMain: (name) => `my${name}`,
    importing: (names) =>
      `import { ${names.map((name) => `${name} as my${name}`).join(", ")} } from "./_helpers.ts";`,
  },
  {
    name: "namespace import",
    exported: true,
    nameInMain: (name) => `helpers.${name}`,
    importing: () => `import * as helpers from "./_helpers.ts";`,
  },
  {
    name: "re-exports",
    exported: true,
    nameInMain: same,
    importing: (names) => `import { ${names.join(", ")} } from "./_all.ts";`,
    between: `export * from "./_helpers.ts";\n`,
  },
  {
    name: "re-exported namespace",
    exported: true,
    nameInMain: (name) => `all.helpers.${name}`,
    importing: () => `import all from "./_all.ts";`,
    between: `import * as helpers from "./_helpers.ts";\nexport default { helpers };\n`,
  },
  {
    name: "namespace declaration",
    exported: true,
    nameInMain: (name) => `Kit.${name}`,
    importing: () => `import { Kit } from "./_helpers.ts";`,
    around: inNamespace,
  },
  {
    name: "namespace of two blocks",
    exported: true,
    nameInMain: (name) => `Tools.${name}`,
    importing: () => `import * as helpers from "./_helpers.ts";\nimport Tools = helpers.Kit;`,
    around: inTwoBlocks,
  },
];

const data = [
  { text: "dawn", note: "wide", count: 1 },
  { text: "dusk", note: "close", count: 2 },
  { text: "noon", note: "sun", count: 0 },
];

interface Declared {
  /** Declared if this matches the code. */
  readonly used: RegExp;
  readonly code: string;
}

/** Declared in both files, if used there. */
const own: readonly Declared[] = [
  { used: /\bflux\b/, code: `const flux = model("fal-ai/flux/dev");` },
  { used: /\bllm\b/, code: `const llm = model("openrouter/router");` },
  { used: /\bedit\(/, code: `const edit = model("fal-ai/flux-pro/kontext");` },
  {
    used: /\bcollect\(/,
    code: `const collect = model<
  { prompt: string; seed?: number; note?: string; images?: { url: string }[]; timings?: unknown; has_nsfw_concepts?: boolean[]; frame?: { url: string; size: number } },
  { prompt: string; seed: number; frame: { url: string; size: number } }
>("me/collect");`,
  },
  { used: /\bScene\b/, code: `type Scene = { text: string; note: string; count: number };` },
  { used: /\bShot\b/, code: `interface Shot { scene: Scene; views: string[]; best?: string }` },
  {
    used: /\bItem\b/,
    code: `interface Item { text: string; count: number; views: string[]; label: string; say(text: string): string; add(text: string): Item }`,
  },
  { used: /\bEdit\b/, code: `type Edit = (text: string) => string;` },
  { used: /\bLevel\b/, code: `enum Level { Low = 1, High }` },
  { used: /\bMood\b/, code: `enum Mood { Calm = "calm", Wild = "wild" }` },
  { used: /\bidentity\b/, code: `function identity<T>(value: T): T { return value; }` },
  {
    used: /\blabel\(/,
    code: `function label(of: number): string;\nfunction label(of: string): string;\nfunction label(of: number | string): string { return typeof of === "number" ? \`no. \${of}\` : of; }`,
  },
  {
    used: /\bnest\b/,
    code: `const nest = (text: string, depth: number): string => (depth <= 0 ? text : \`(\${nest(text, depth - 1)})\`);`,
  },
  {
    used: /\btag`/,
    code: `function tag(parts: readonly string[], ...values: (string | number)[]) { return parts.map((part, i) => part + (values[i] ?? "")).join(""); }`,
  },
  {
    used: /\bpicture\b/,
    code: `async function picture(prompt: string) { const made = await flux({ prompt }); return made.images[0].url; }`,
  },
];

/** In a separate file if the helpers are: a single value, whoever imports it. */
const shared: readonly Declared[] = [
  { used: /\bstyle\b/, code: `const style = "studio light";` },
  { used: /\bscenes\b/, code: `const scenes = [{ text: "hill", note: "fog", count: 3 }];` },
  {
    used: /\bFailure\b/,
    code: `class Failure extends Error { override name = "Failure"; constructor(message: string, readonly code = 7) { super(message); } }`,
  },
  {
    used: /\bLate\b/,
    code: `class Late extends Failure { get full() { return this.message + "!"; } }`,
  },
];

/** The declarations that this code needs, directly or indirectly, in an order in which each finds what it uses. */
function declarationsFor(code: string, from: readonly Declared[]): string[] {
  const needed = new Set<Declared>();
  let all = code;
  for (let found = true; found;) {
    found = false;
    for (const each of from) {
      if (needed.has(each) || !each.used.test(all)) continue;
      needed.add(each);
      all += each.code;
      found = true;
    }
  }
  return from.filter((each) => needed.has(each)).map((each) => each.code);
}

/** Without helpers, every program is a single file. */
export function isApart(layout: Layout, helpers: readonly string[]): boolean {
  return layout.exported && helpers.length > 0;
}

/** The program's files; `main.ts` is the workflow. */
export function layOut(
  layout: Layout,
  helpers: readonly string[],
  main: readonly string[],
): Record<string, string> {
  const apart = isApart(layout, helpers);
  const files: Record<string, string> = {};
  const write = (
    name: string,
    imports: readonly string[],
    lines: readonly string[],
    around: Layout["around"] = (all) => all,
  ) => {
    const code = lines.join("\n");
    const declared = declarationsFor(code, own);
    const text = [...declared, ...around(lines)].join("\n");
    const head = [...imports];
    if (/\bmodel[(<]/.test(text)) head.unshift(`import { model } from "falc";`);
    if (/\bdata\b/.test(text)) head.push(`import data from "./data.json";`);
    files[name] = [...head.filter((line) => line !== ""), text, ""].join("\n");
  };
  const together = [...helpers, ...main].join("\n");
  if (/\bdata\b/.test(together)) files["data.json"] = `${JSON.stringify(data, null, 2)}\n`;
  const constants = declarationsFor(together, shared);
  if (!apart) {
    write("main.ts", [], [...constants, ...helpers, ...main]);
    return files;
  }
  const used = (lines: readonly string[]) => {
    const names = ["style", "scenes", "Failure", "Late"].filter((name) =>
      new RegExp(`\\b${name}\\b`).test(lines.join("\n")),
    );
    return names.length === 0 ? "" : `import { ${names.join(", ")} } from "./_shared.ts";`;
  };
  const names = helpers.flatMap(
    (line) => /^export (?:async )?(?:function|const|class) (\w+)/.exec(line)?.[1] ?? [],
  );
  if (constants.length > 0) files["_shared.ts"] = `${constants.map((line) => `export ${line}`).join("\n")}\n`;
  write("_helpers.ts", [used(helpers)], helpers, layout.around);
  if (layout.between !== undefined) files["_all.ts"] = layout.between;
  write("main.ts", [layout.importing(names), used(main)], main);
  return files;
}
