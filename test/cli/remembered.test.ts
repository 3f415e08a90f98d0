/** Results that are read back instead of compiling again: exactly those that the compiler would come to again. */
import { mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildCatalog } from "../../src/endpoints/build/build-catalog.ts";
import { inCache } from "../../src/workspace/cache/project-cache.ts";
import { syncedFile } from "../../src/workspace/models/client-catalog.ts";
import {
  type Compilation,
  type CompileRequest,
  runCompilations,
} from "../../src/workspace/compile/compilation.ts";
import { Dependencies } from "../../src/workspace/compile/dependencies.ts";
import { idOf } from "../../src/workspace/compile/id-of.ts";
import { type Memory, remembered } from "../../src/workspace/compile/remembered.ts";
import { Project } from "../../src/workspace/project/project.ts";
import { TestProject } from "../support/project.ts";

const files = {
  "workflows/hero.ts": `import { model } from "falc";
import { style } from "./_style.ts";
import sizes from "./sizes.json";
import { brand } from "@/brand.ts";
import { tone } from "#tone";
import { kit } from "kit";
const flux = model("fal-ai/flux/dev");
export default async function hero(input: { prompt: string }) {
  const photo = await flux({ prompt: [input.prompt, style, brand, tone, kit].join(", "), image_size: sizes.hero });
  return { image: photo.images[0].url };
}
`,
  "workflows/own.ts": `import { model } from "falc";
const mine = model("me/app");
export default async function own(input: { text: string }) {
  return { text: (await mine({ text: input.text })).text };
}
`,
  "workflows/models/me/app.json": declaration("text"),
  "workflows/_style.ts": `export const style = "oil";\n`,
  "workflows/sizes.json": `{ "hero": "square_hd" }\n`,
  "brand/brand.ts": `export const brand = "Acme";\n`,
  "other/brand.ts": `export const brand = "Other";\n`,
  "brand/tone.ts": `export const tone = "warm";\n`,
  "other/tone.ts": `export const tone = "cold";\n`,
  "tsconfig.json": tsconfig("brand"),
  "package.json": manifest("brand"),
  "README.md": "nothing that a workflow depends on",
};

function tsconfig(folder: string): string {
  return JSON.stringify({ compilerOptions: { paths: { "@/*": [`./${folder}/*`] } } });
}

function manifest(folder: string): string {
  return JSON.stringify({ name: "site", type: "module", imports: { "#tone": `./${folder}/tone.ts` } });
}

function declaration(field: string): string {
  const object = (name: string) => ({
    type: "object",
    properties: { [name]: { type: "string" } },
    required: [name],
  });
  return JSON.stringify({ id: "me/app", input: object(field), output: object("text") });
}

interface Setup {
  /** The project's folder in a repository. */
  readonly project: Site;
  readonly request: CompileRequest;
  readonly memory: Memory & { readonly folder: string };
}

/** A project in a folder of a repository, whose root has a configuration too. */
class Site {
  readonly repository = new TestProject({ "tsconfig.json": tsconfig("site/other") });

  constructor() {
    mkdirSync(this.repository.path(".git"));
    for (const [file, content] of Object.entries(files)) this.write(file, content);
    for (const name of ["first", "second"]) {
      this.write(`packages/${name}/package.json`, `{ "name": "kit", "exports": "./kit.ts" }`);
      this.write(`packages/${name}/kit.ts`, `export const kit = "${name}";\n`);
    }
    this.link("node_modules/kit", "../packages/first");
  }

  path(file: string): string {
    return this.repository.path(`site/${file}`);
  }

  write(file: string, content: string): void {
    this.repository.write(`site/${file}`, content);
  }

  remove(file: string): void {
    rmSync(this.path(file), { recursive: true, force: true });
  }

  link(file: string, target: string): void {
    this.remove(file);
    mkdirSync(path.dirname(this.path(file)), { recursive: true });
    symlinkSync(target, this.path(file));
  }
}

function setup(): Setup {
  const project = new Site();
  const folder = project.repository.path(".cache/falc");
  return { project, request: requestOf(project), memory: { folder, compiler: "1" } };
}

function requestOf(project: Site): CompileRequest {
  const cwd = project.path("");
  return { cwd, files: new Project(cwd).listWorkflowFiles(), required: false };
}

/** As fal's generator writes them. */
const clientTypes = (field: string) => `
export type In = { ${field}: string; image_size?: string };
export type Out = { images: { url: string }[] };
export type EndpointTypeMap = { "fal-ai/flux/dev": { input: In; output: Out } };
`;

/** Compiles, or says why that is impossible. */
function compileNow(request: CompileRequest): ReadonlyMap<string, Compilation> | string {
  try {
    return new Map(runCompilations(request).map((each) => [idOf(each.compiled.file), each]));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Each replaces, adds, moves or removes something. */
const edits: Readonly<Record<string, (project: Site, n: number) => void>> = {
  helper: (project, n) => write(project, "workflows/_style.ts", `export const style = "oil ${n % 3}";\n`),
  "a helper's comment": (project, n) =>
    write(project, "workflows/_style.ts", `// ${n}\nexport const style = "oil";\n`),
  "broken helper": (project) => write(project, "workflows/_style.ts", `export const style = ;\n`),
  "no helper": (project) => project.remove("workflows/_style.ts"),
  "helper behind a link": (project, n) =>
    project.link("workflows/_style.ts", n % 2 === 0 ? "../brand/style.ts" : "../other/style.ts"),
  "what the link leads to": (project, n) =>
    project.write(
      n % 2 === 0 ? "brand/style.ts" : "other/style.ts",
      `export const style = "ink ${n % 5}";\n`,
    ),
  workflow: (project, n) =>
    project.write("workflows/hero.ts", files["workflows/hero.ts"].replace('", "', `"${"; ".repeat(n % 3)}"`)),
  JSON: (project, n) =>
    project.write(
      "workflows/sizes.json",
      n % 2 === 0 ? files["workflows/sizes.json"] : '{ "hero": "square" }',
    ),
  alias: (project, n) => project.write("tsconfig.json", tsconfig(n % 2 === 0 ? "brand" : "other")),
  "no configuration": (project) => project.remove("tsconfig.json"),
  "nearer configuration": (project, n) =>
    n % 2 === 0
      ? project.write("workflows/tsconfig.json", tsconfig("../other"))
      : project.remove("workflows/tsconfig.json"),
  "subpath import": (project, n) => project.write("package.json", manifest(n % 2 === 0 ? "brand" : "other")),
  "aliased file": (project, n) => project.write("brand/brand.ts", `export const brand = "Acme ${n % 2}";\n`),
  "workspace package": (project, n) =>
    project.link("node_modules/kit", n % 2 === 0 ? "../packages/first" : "../packages/second"),
  "an endpoint's declaration": (project, n) =>
    project.write("workflows/models/me/app.json", declaration(n % 2 === 0 ? "text" : "words")),
  "no declaration": (project) => project.remove("workflows/models/me/app.json"),
  "similar declaration": (project, n) => {
    const file = "workflows/models/me/apps.json";
    if (n % 2 === 0) project.write(file, declaration("text").replace("me/app", "me/apps"));
    else project.remove(file);
  },
  "a declaration of fal's own": (project, n) => {
    const file = "workflows/models/fal-ai/flux/dev.json";
    if (n % 2 === 0) project.write(file, declaration("prompt").replace("me/app", "fal-ai/flux/dev"));
    else project.remove(file);
  },
  "client with another catalogue": (project, n) => {
    const field = n % 2 === 0 ? "prompt" : "words";
    project.write(
      "node_modules/@fal-ai/client/package.json",
      `{ "name": "@fal-ai/client", "version": "9.0.0" }`,
    );
    project.write(inCache(syncedFile("9.0.0")), buildCatalog("9.0.0", clientTypes(field)));
  },
  "no client": (project) => project.remove("node_modules/@fal-ai/client"),
  repository: (project, n) => {
    const git = project.repository.path(".git");
    if (n % 2 === 0) mkdirSync(git, { recursive: true });
    else rmSync(git, { recursive: true, force: true });
  },
  "new workflow": (project) =>
    project.write("workflows/new.ts", files["workflows/own.ts"].replace("function own", "function other")),
  "no new workflow": (project) => project.remove("workflows/new.ts"),
  "no workflow": (project) => project.remove("workflows/hero.ts"),
  "configuration of the repository": (project, n) =>
    project.repository.write("tsconfig.json", n % 2 === 0 ? tsconfig("site/other") : "{"),
  "another file": (project, n) => project.write("README.md", `${n}`),
};

/** Replaces a link, where `project.write` would write to what it leads to. */
function write(project: Site, file: string, content: string): void {
  project.remove(file);
  project.write(file, content);
}

/** Sequences that chance would hardly produce. */
const rare = [
  // The warning about an unknown endpoint names a similar one.
  ["no declaration 0", "similar declaration 0", "similar declaration 1"],
  ["workspace package 1"],
  ["client with another catalogue 0", "no client 0"],
  // A folder becomes part of a repository, whose configuration then counts.
  [
    "no workflow 0",
    "no configuration 0",
    "repository 1",
    "configuration of the repository 1",
    "repository 0",
  ],
].map((names): [{ name: string; n: number }[]] => [
  names.map((each) => ({ name: each.slice(0, -2), n: Number(each.slice(-1)) })),
]);

test("a sequence of changes: what is read back is what a compilation would give", () => {
  let recalled = 0;
  const change = fc.record({ name: fc.constantFrom(...Object.keys(edits)), n: fc.nat(30) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
      const { project, memory } = setup();
      for (const { name, n } of changes) {
        edits[name]?.(project, n);
        const request = requestOf(project);
        const now = compileNow(request);
        const { known, keep } = remembered(request, memory);
        recalled += known.size;
        for (const [id, compilation] of known)
          expect(compilation, `${name}: ${id}`).toEqual(typeof now === "string" ? now : now.get(id));
        if (typeof now === "string") continue;
        keep([...now.values()].filter(({ compiled }) => !known.has(idOf(compiled.file))));
        const succeeded = [...now].filter(([, { compiled }]) => !compiled.failed || compiled.isHelper);
        expect(remembered(request, memory).known, name).toEqual(new Map(succeeded));
      }
      rmSync(project.repository.root, { recursive: true });
    }),
    { numRuns: 60, seed: 20261130, examples: rare },
  );
  expect(recalled).toBeGreaterThan(100);
});

/** The names of the workflows that are read back. */
function namesKnown(request: CompileRequest, memory: Memory): string[] {
  return [...remembered(request, memory).known.values()].map(({ compiled }) => compiled.file.name).sort();
}

function kept(): Setup {
  const given = setup();
  remembered(given.request, given.memory).keep(runCompilations(given.request));
  expect(namesKnown(given.request, given.memory)).toEqual(["hero", "own"]);
  return given;
}

test.each([
  ["another file", ["hero", "own"]],
  ["helper 1", ["own"]],
  ["an endpoint's declaration 1", ["hero"]],
  ["no workflow 0", ["own"]],
  ["new workflow 0", ["hero", "own"]],
  ["configuration of the repository 1", ["hero", "own"]],
])("after a change of %s, the others are read back", (name, others) => {
  const { project, memory } = kept();
  edits[name.replace(/ \d$/, "")]?.(project, Number(name.slice(-1)));
  expect(namesKnown(requestOf(project), memory)).toEqual(others);
});

test("the files to watch are those that it depends on, existing or not, and no folders", () => {
  const { project, request } = setup();
  const watched = [...new Dependencies().of(runCompilations(request), request.cwd)];
  expect(watched).toEqual(
    expect.arrayContaining(
      [
        "workflows/_style.ts",
        "workflows/sizes.json",
        "brand/brand.ts",
        "tsconfig.json",
        "workflows/tsconfig.json",
      ].map((file) => project.path(file)),
    ),
  );
  for (const file of watched) {
    expect(statSync(file, { throwIfNoEntry: false })?.isDirectory(), file).not.toBe(true);
    expect(file.startsWith(project.repository.root + path.sep), file).toBe(true);
  }
});

describe("nothing is read back", () => {
  test.each<[string, (given: Setup) => { request?: CompileRequest; memory?: Memory }]>([
    ["for files named by the user", ({ request }) => ({ request: { ...request, required: true } })],
    ["with another output", ({ request }) => ({ request: { ...request, extras: { coverage: true } } })],
    ["by another compiler", ({ memory }) => ({ memory: { ...memory, compiler: "2" } })],
    [
      "from a damaged file",
      ({ memory }) => {
        for (const file of readdirSync(memory.folder)) writeFileSync(path.join(memory.folder, file), "{}");
        return {};
      },
    ],
  ])("%s", (_, change) => {
    const given = kept();
    const { request = given.request, memory = given.memory } = change(given);
    expect(namesKnown(request, memory)).toEqual([]);
  });

  test("of a file with errors", () => {
    const { project, memory } = setup();
    edits["broken helper"]?.(project, 0);
    const request = requestOf(project);
    remembered(request, memory).keep(runCompilations(request));
    expect(namesKnown(request, memory)).toEqual(["own"]);
  });
});
