/**
 * Imports that are not relative: each resolves to the file that `falc verify`, which runs the function with tsx,
 * finds; or a diagnostic says what it is. A value in a prompt shows which file was read.
 */
import { mkdirSync, symlinkSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { TestProject } from "../support/project.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const falc = JSON.stringify(pathToFileURL(`${repository}src/index.ts`).href);

const workflow = (from: string, name = "style") => `import { model } from "falc";
import { ${name} } from ${JSON.stringify(from)};
const llm = model("openrouter/router");
export default async function hero() {
  const said = await llm({ model: "m", prompt: ${name} });
  return { said: said.output };
}
`;

const style = (text: string) => `export const style = "${text}";\n`;

function projectWith(files: Readonly<Record<string, string>>, root = ""): TestProject {
  return new TestProject({
    [`${root}package.json`]: '{ "type": "module" }',
    "node_modules/falc/package.json": '{ "name": "falc", "type": "module", "exports": "./index.ts" }',
    "node_modules/falc/index.ts": `export * from ${falc};\n`,
    ...files,
  });
}

const link = (project: TestProject, target: string, name: string) => {
  mkdirSync(project.path(`${name}/..`), { recursive: true });
  symlinkSync(project.path(target), project.path(name), "junction");
};

async function promptOf(project: TestProject, cwd = "."): Promise<unknown> {
  const { code, err } = await project.falc(["compile"], { cwd });
  expect(err.replace(/warning: @fal-ai.*\n/, "")).toBe("");
  expect(code).toBe(0);
  const graph = JSON.parse(project.read(`${cwd}/dist-workflows/hero.json`)) as {
    readonly said: { readonly input: { readonly prompt: unknown } };
  };
  return graph.said.input.prompt;
}

/** falc and tsx read the same file: the function's run matches the graph's. */
async function expectPrompt(project: TestProject, text: string, cwd = "."): Promise<void> {
  expect(await promptOf(project, cwd)).toBe(text);
  const verified = await project.falc(["verify", "hero"], { cwd });
  expect(verified.out).toMatch(/^same/);
}

async function problemOf(project: TestProject, cwd = "."): Promise<string> {
  const { code, err } = await project.falc(["compile"], { cwd });
  expect(code).toBe(1);
  return err;
}

const tsconfig = (compilerOptions: object, rest: object = {}) => JSON.stringify({ compilerOptions, ...rest });

describe("a path alias in tsconfig.json leads to its file", () => {
  test("paths, relative to the configuration", async () => {
    const project = projectWith({
      "tsconfig.json": tsconfig({ paths: { "@/*": ["./src/*"] } }),
      "src/brand.ts": style("paths"),
      "workflows/hero.ts": workflow("@/brand"),
    });
    await expectPrompt(project, "paths");
  });

  test("a comment in the configuration, a folder with an index, and .js for .ts", async () => {
    const project = projectWith({
      "tsconfig.json": `{ // aliases\n  "compilerOptions": { "paths": { "~/*": ["./src/*"], "@x": ["./src/x.js"] }, }\n}`,
      "src/brand/index.ts": `export { style } from "@x";\n`,
      "src/x.ts": style("index"),
      "workflows/hero.ts": workflow("~/brand"),
    });
    await expectPrompt(project, "index");
  });

  test("paths and baseUrl inherited by extends, from a file and from a package", async () => {
    const project = projectWith({
      "tsconfig.base.json": tsconfig({ baseUrl: "./src", paths: { "@brand": ["brand"] } }),
      "node_modules/@acme/options/tsconfig.json": tsconfig({ strict: true }),
      "tsconfig.json": tsconfig({}, { extends: ["@acme/options/tsconfig.json", "./tsconfig.base"] }),
      "src/brand.ts": `export { style } from "colors";\n`,
      "src/colors.ts": style("baseUrl"),
      "workflows/hero.ts": workflow("@brand"),
    });
    await expectPrompt(project, "baseUrl");
  });

  test("the longest pattern, the second target, and the nearest configuration are used", async () => {
    const project = projectWith({
      "tsconfig.json": tsconfig({ paths: { "@/*": ["./wrong/*"] } }),
      "workflows/tsconfig.json": tsconfig({
        paths: { "@/*": ["../other/*"], "@/brand/*": ["../gone/*", "../src/*"] },
      }),
      "other/brand/style.ts": style("short"),
      "src/style.ts": style("long"),
      "wrong/brand/style.ts": style("far"),
      "workflows/hero.ts": workflow("@/brand/style"),
    });
    await expectPrompt(project, "long");
  });

  test("the project of a solution that includes the workflow", async () => {
    const project = projectWith({
      "tsconfig.json": JSON.stringify({
        files: [],
        references: [{ path: "./tsconfig.app.json" }, { path: "./node" }],
      }),
      "tsconfig.app.json": tsconfig({ paths: { "@/*": ["./app/*"] } }, { include: ["app"] }),
      "node/tsconfig.json": tsconfig({ paths: { "@/*": ["../src/*"] } }, { include: ["../workflows/**/*"] }),
      "app/brand.ts": style("app"),
      "src/brand.ts": style("node"),
      "workflows/hero.ts": workflow("@/brand"),
    });
    await expectPrompt(project, "node");
  });

  test("JSON imported by an alias is data", async () => {
    const project = projectWith({
      "tsconfig.json": tsconfig({ paths: { "@/*": ["./src/*"] } }),
      "src/brand.json": '{ "style": "json" }',
      "workflows/hero.ts": workflow("@/brand.json").replace(
        /import \{ style \} from (.*);/,
        'import brand from $1 with { type: "json" };\nconst { style } = brand;',
      ),
    });
    await expectPrompt(project, "json");
  });

  test("an alias of zod's name is not zod", async () => {
    const project = projectWith({
      "tsconfig.json": tsconfig({ paths: { zod: ["./src/zod.ts"], "*": ["./types/*"] } }),
      "src/zod.ts": style("mine"),
      "workflows/hero.ts": workflow("zod"),
    });
    await expectPrompt(project, "mine");
  });

  test("a configuration in the repository's root applies to a project below it", async () => {
    const project = projectWith(
      {
        ".git/HEAD": "",
        "tsconfig.json": tsconfig({ paths: { "@/*": ["./packages/site/src/*"] } }),
        "packages/site/src/brand.ts": style("root"),
        "packages/site/workflows/hero.ts": workflow("@/brand"),
      },
      "packages/site/",
    );
    await expectPrompt(project, "root", "packages/site");
  });
});

describe("a package's own files", () => {
  test("subpath imports, with Node's conditions", async () => {
    const project = projectWith({
      "package.json": JSON.stringify({
        type: "module",
        imports: {
          "#brand/*": { types: "./types/*.d.ts", browser: "./browser/*.ts", default: "./src/*.ts" },
        },
      }),
      "types/style.d.ts": "export declare const style: string;\n",
      "browser/style.ts": style("browser"),
      "src/style.ts": style("node"),
      "workflows/hero.ts": workflow("#brand/style"),
    });
    await expectPrompt(project, "node");
  });

  test("the package's own name", async () => {
    const project = projectWith({
      "package.json": JSON.stringify({
        name: "@acme/site",
        type: "module",
        exports: { "./brand": { types: "./src/brand.d.ts", import: "./src/brand.ts" } },
      }),
      "src/brand.ts": style("own"),
      "workflows/hero.ts": workflow("@acme/site/brand"),
    });
    await expectPrompt(project, "own");
  });

  test("a workspace package inside the project", async () => {
    const project = projectWith({
      "packages/brand/package.json": JSON.stringify({
        name: "@acme/brand",
        type: "module",
        exports: "./src/index.ts",
      }),
      "packages/brand/src/index.ts": `export { style } from "./style.ts";\n`,
      "packages/brand/src/style.ts": style("workspace"),
      "workflows/hero.ts": workflow("@acme/brand"),
    });
    link(project, "packages/brand", "node_modules/@acme/brand");
    await expectPrompt(project, "workspace");
  });
});

describe("what cannot be read is named correctly", () => {
  test("an alias that leads to no file", async () => {
    const project = projectWith({
      "tsconfig.json": tsconfig({ paths: { "@/*": ["./src/*"] } }),
      "workflows/hero.ts": workflow("@/brand"),
    });
    expect(await problemOf(project)).toContain(
      '"@/brand" is a path alias in tsconfig.json for src/brand, which does not exist.',
    );
  });

  test("an alias and a workspace package outside the project", async () => {
    const project = projectWith(
      {
        "packages/site/tsconfig.json": tsconfig({ paths: { "@shared": ["../shared/index.ts"] } }),
        "packages/shared/index.ts": style("secret"),
        "packages/brand/package.json": '{ "name": "@acme/brand", "exports": "./index.ts" }',
        "packages/brand/index.ts": style("secret"),
        "packages/site/workflows/hero.ts": workflow("@shared"),
        "packages/site/workflows/other.ts": workflow("@acme/brand"),
      },
      "packages/site/",
    );
    link(project, "packages/brand", "node_modules/@acme/brand");
    const said = await problemOf(project, "packages/site");
    expect(said).toContain(
      '"@shared" is a path alias in tsconfig.json for ../shared/index.ts, which is outside the project.',
    );
    expect(said).toContain('"@acme/brand" is a workspace package in ../brand, which is outside the project.');
    expect(said).not.toContain("secret");
  });

  test("a link that leads out of the project through an alias", async () => {
    const project = projectWith(
      {
        "site/tsconfig.json": tsconfig({ paths: { "@/*": ["./src/*"] } }),
        "elsewhere/brand.ts": style("secret"),
        "site/workflows/hero.ts": workflow("@/brand"),
      },
      "site/",
    );
    link(project, "elsewhere", "site/src");
    expect(await problemOf(project, "site")).toContain("which is outside the project.");
  });

  test("a subpath import that package.json lacks, one without a file, and the package's own name", async () => {
    const project = projectWith({
      "package.json": '{ "name": "site", "imports": { "#gone": "./gone.ts" } }',
      "workflows/a.ts": workflow("#brand"),
      "workflows/b.ts": workflow("#gone"),
      "workflows/c.ts": workflow("site/brand"),
    });
    const said = await problemOf(project);
    expect(said).toContain('"#brand" is a subpath import, but "imports" in package.json does not define it.');
    expect(said).toContain(
      '"#gone" is a subpath import in package.json for ./gone.ts, which does not exist.',
    );
    expect(said).toContain(`"site/brand" is this package's own name, but package.json has no such export.`);
  });

  test("a workspace package that is not built", async () => {
    const project = projectWith({
      "packages/brand/package.json": '{ "name": "brand", "exports": "./dist/index.js" }',
      "workflows/hero.ts": workflow("brand"),
    });
    link(project, "packages/brand", "node_modules/brand");
    expect(await problemOf(project)).toContain(
      '"brand" is a workspace package in packages/brand, but its package.json points to no existing file.',
    );
  });

  test("packages are still packages: installed, listed, built in, and matched by a catch-all pattern", async () => {
    const project = projectWith({
      "package.json": '{ "type": "module", "dependencies": { "@acme/listed": "1" } }',
      "tsconfig.json": tsconfig({ paths: { "*": ["./types/*"], "@acme/*": ["./packages/*"] } }),
      "node_modules/@acme/installed/package.json": '{ "name": "@acme/installed", "main": "index.js" }',
      "node_modules/@acme/installed/index.js": "export const style = 1;\n",
      "workflows/a.ts": workflow("@acme/installed"),
      "workflows/b.ts": workflow("@acme/listed"),
      "workflows/c.ts": workflow("node:path", "sep"),
      "workflows/d.ts": workflow("left-pad"),
    });
    const said = await problemOf(project);
    for (const name of ["@acme/installed", "@acme/listed", "node:path", "left-pad"])
      expect(said).toContain(`comes from the package "${name}"`);
  });

  test("type-only imports may come from anywhere", async () => {
    const project = projectWith(
      {
        "site/tsconfig.json": tsconfig({ paths: { "@shared": ["../shared.ts"] } }),
        "shared.ts": "export interface Shared { a: string }\n",
        "site/workflows/hero.ts": `import type { Shared } from "@shared";\n${workflow("./_style.ts")}`,
        "site/workflows/_style.ts": style("types"),
      },
      "site/",
    );
    expect(await promptOf(project, "site")).toBe("types");
  });
});

describe("a configuration that is not JSON is given as the reason", () => {
  test("tsconfig.json, with line and column", async () => {
    const project = projectWith({
      "tsconfig.json": `{\n  "compilerOptions": { "paths": { "@/*": ["./src/*" } }\n}`,
      "workflows/hero.ts": workflow("#brand"),
    });
    const said = await problemOf(project);
    expect(said).toContain("tsconfig.json:2:53 error import-json-invalid");
    expect(said).toContain(`"tsconfig.json" is not valid JSON: ',' expected.`);
  });
});
