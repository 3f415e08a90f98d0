/**
 * `falc check` and the project around the workflows: its configurations, its package.json, and how it was installed.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import module from "node:module";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { findClient } from "../../src/endpoints/build/find-client.ts";
import { findTypeScript } from "../../src/workspace/types/project-typescript.ts";
import { TestProject } from "../support/project.ts";
import { type TypeScriptPackage, typesProject, versions } from "../support/types-project.ts";

const workflow = (head = "", body = "") => `import { model } from "falc";
import { z } from "zod";
${head}
const flux = model("fal-ai/flux/dev");
export const input = z.object({ prompt: z.string() });
export default async function hero({ prompt }: z.infer<typeof input>) {
  ${body}
  const photo = await flux({ prompt });
  return { image: photo.images[0].url };
}
`;

const json = (value: object) => JSON.stringify(value, null, 2);

/** As `npm create vite` writes it, for TypeScript 5.9. */
const vite = {
  "tsconfig.json": json({
    files: [],
    references: [{ path: "./tsconfig.app.json" }, { path: "./tsconfig.node.json" }],
  }),
  "tsconfig.app.json": json({
    compilerOptions: { target: "ES2022", lib: ["ES2022", "DOM"], strict: true, noEmit: true },
    include: ["src"],
  }),
  "tsconfig.node.json": json({
    compilerOptions: { strict: true, noEmit: true },
    include: ["vite.config.ts"],
  }),
  "src/main.ts": "export const main = 1;\n",
  "vite.config.ts": "export default {};\n",
};

describe("a solution's tsconfig.json, as Vite writes it", () => {
  test.each(Object.keys(versions) as TypeScriptPackage[])(
    "whose projects have none of the workflows: falc's own options, with %s",
    async (typescript) => {
      const project = typesProject({ ...vite, "workflows/hero.ts": workflow() }, typescript);
      const { err, out } = await project.falc(["check"]);
      expect(err).not.toContain("type-error");
      expect(out).toContain(`types: TypeScript ${versions[typescript]}, no errors`);
    },
  );

  test("falc's own options are strict, and the solution's options still apply", async () => {
    const wrong = { "workflows/hero.ts": workflow("import { a } from '@/a';", "const f = (x) => [x, a];") };
    const project = typesProject({ ...vite, ...wrong, "src/a.ts": "export const a = 1;\n" });
    const { err } = await project.falc(["check"]);
    expect(err).toContain("TS7006");
    expect(err).toContain('"@/a" is not the name of a package, and no path alias defines it.');
    project.write(
      "tsconfig.json",
      json({
        ...(JSON.parse(vite["tsconfig.json"]) as object),
        compilerOptions: { paths: { "@/*": ["./src/*"] } },
      }),
    );
    const aliased = await project.falc(["check"]);
    expect(aliased.err).toContain("TS7006");
    expect(aliased.err).not.toMatch(/@\/a|TS2307/);
  });

  test("each workflow is checked with the options of the project that includes it", async () => {
    const loose = workflow("", "const f = (x) => x;");
    const project = typesProject({
      ...vite,
      "tsconfig.node.json": json({
        compilerOptions: { strict: false, module: "preserve", skipLibCheck: true, target: "es2023" },
        include: ["workflows/loose.ts"],
      }),
      "workflows/loose.ts": loose,
      "workflows/strict.ts": loose,
    });
    const { err } = await project.falc(["check"]);
    expect(err).toContain("workflows/strict.ts:7:14 error type-error");
    expect(err).not.toContain("workflows/loose.ts:7:14 error type-error");
  });
});

test("a tsconfig.json in the repository's root applies to a project below it", async () => {
  const project = typesProject({
    ".git/HEAD": "",
    "tsconfig.json": json({ compilerOptions: { strict: false, module: "preserve", skipLibCheck: true } }),
    "packages/site/workflows/hero.ts": workflow("", "const f = (x) => x;"),
  });
  const { err, out } = await project.falc(["check"], { cwd: "packages/site" });
  expect(err).not.toContain("type-error");
  expect(out).toContain("no errors");
});

test("an error in a file that falc does not read has a position and no empty frame", async () => {
  const project = typesProject({
    "site/tsconfig.json": json({ compilerOptions: { strict: true, module: "preserve" } }),
    "site/workflows/hero.ts": workflow(
      'import type { Shared } from "../../shared.ts";\nexport type S = Shared;',
    ),
    "shared.ts": "\n\nexport type Shared = Gone;\n",
  });
  const { err } = await project.falc(["check"], { cwd: "site" });
  expect(err).toContain("../shared.ts:3:22 error type-error\nTS2304: Cannot find name 'Gone'.\n\nWhy: ");
});

describe("a package.json that is not JSON", () => {
  const broken = '{\n  "name": "site"\n  "type": "module"\n}\n';
  const said = "package.json:3:3 is not valid JSON: a comma or } is missing";

  test("is given as the reason why types are not checked, with its position", async () => {
    const project = typesProject({ "package.json": broken, "workflows/hero.ts": workflow() });
    const { err } = await project.falc(["check"]);
    expect(err).toContain(`warning: types are not checked: ${said}\n`);
    expect(err).not.toContain("no TypeScript");
  });

  test("is given as the reason why a subpath import leads nowhere", async () => {
    const project = typesProject({
      "package.json": broken,
      "workflows/hero.ts": workflow('import { style } from "#style";', "style;"),
    });
    const { err } = await project.falc(["compile"]);
    expect(err).toContain("package.json:3:3 error import-json-invalid");
    expect(err).toContain('"package.json" is not valid JSON: a comma or } is missing.');
  });

  test("of the client is named in the notice", async () => {
    const project = new TestProject({
      "workflows/hero.ts": workflow(),
      "node_modules/@fal-ai/client/package.json": broken,
    });
    const { err } = await project.falc(["compile"]);
    expect(err).toMatch(/warning: \S*@fal-ai\/client\/package\.json:3:3 is not valid JSON: a comma/);
    expect((await project.falc(["models", "sync"])).err).toContain("package.json:3:3 is not valid JSON");
  });
});

describe("other broken JSON is reported with its position", () => {
  test("in an artifact, a declared endpoint and an imported file", async () => {
    const project = new TestProject({
      "dist-workflows/hero.json": '{\n  "a": 1,\n}',
      "workflows/models/me/app.json": '{\n  "id" "me/app"\n}',
      "workflows/app.ts": workflow().replace("fal-ai/flux/dev", "me/app"),
      "workflows/data.json": "{ a: 1 }",
      "workflows/hero.ts": workflow('import data from "./data.json";', "data;"),
    });
    const run = await project.falc(["run", "hero"]);
    expect(run.err).toContain("dist-workflows/hero.json:3:1 is not valid JSON: there is a comma before }");
    const app = await project.falc(["compile", "app"]);
    expect(app.err).toContain("not valid JSON, at line 2, column 8: a colon is missing");
    const hero = await project.falc(["compile", "hero"]);
    expect(hero.err).toContain(
      '"./data.json" is not valid JSON: line 1, column 3: the key a needs double quotes.',
    );
  });
});

describe("Yarn Plug'n'Play", () => {
  const yarn = module as typeof module & { findPnpApi?: unknown };
  afterEach(() => delete yarn.findPnpApi);

  /** Packages at the paths of Yarn's resolver, in a project without node_modules. */
  function installed(packages: Readonly<Record<string, string>>): TestProject {
    const project = new TestProject({ ".pnp.cjs": "throw new Error('not to be run');\n" });
    for (const [name, version] of Object.entries(packages)) {
      const manifest = project.path(`cache/${name}/package.json`);
      mkdirSync(path.dirname(manifest), { recursive: true });
      writeFileSync(manifest, JSON.stringify({ name, version, exports: {} }));
    }
    yarn.findPnpApi = (issuer: string) =>
      issuer.startsWith(project.root + path.sep)
        ? {
            resolveToUnqualified: (name: string) => {
              if (packages[name] === undefined) throw new Error("not a dependency");
              return project.path(`cache/${name}`);
            },
          }
        : null;
    return project;
  }

  test("the client is found by Yarn's resolver, and without one there is no notice", async () => {
    expect(findClient(installed({ "@fal-ai/client": "1.2.3" }).root)?.version).toBe("1.2.3");
    const project = installed({});
    expect(findClient(project.root)).toBeUndefined();
    project.write("workflows/hero.ts", workflow());
    expect((await project.falc(["compile"])).err).toBe("");
  });

  test("without Yarn's resolver, there is no notice about the client, but advice on checking types", async () => {
    const project = new TestProject({ ".pnp.cjs": "", "workflows/hero.ts": workflow() });
    expect((await project.falc(["compile"])).err).toBe("");
    const { err } = await project.falc(["check"]);
    expect(err).toContain(
      "warning: types are not checked: Yarn installed this project's packages without node_modules, and did not start falc\nRun: yarn falc check\n",
    );
    expect(findTypeScript(project.root)).toMatchObject({ hint: "Run: yarn falc check" });
  });
});
