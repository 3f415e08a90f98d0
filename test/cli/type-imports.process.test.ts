/**
 * A type that is imported or re-exported without `type` is refused where it stays in the code that runs: Node would not
 * load the file. Compared with tsx.
 */
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { TestProject } from "../support/project.ts";

const esModule = '{ "type": "module" }';
const options = (compilerOptions: object) => JSON.stringify({ compilerOptions });
const verbatim = options({ verbatimModuleSyntax: true });

/** The files besides `workflows/hero.ts` and `_shape.ts`, the workflow's imports, and the reported place. */
type Row = readonly [
  name: string,
  files: Readonly<Record<string, string>>,
  imports: string,
  /** Empty if it compiles. */
  refused: string,
];

const throughAll = "export { Shape } from './_shape.ts';\n";
const throughLocal = "import { Shape } from './_shape.ts';\nexport { Shape };\n";

const rows: readonly Row[] = [
  ["an import", { "tsconfig.json": verbatim }, "import { Shape } from './_shape.ts';", "hero.ts:2:10"],
  [
    "an import under another name, beside a value",
    { "tsconfig.json": verbatim },
    "import { name, Shape as Other } from './_shape.ts'; type Shape = Other; name;",
    "hero.ts:2:16",
  ],
  [
    "an import, with preserveValueImports",
    { "tsconfig.json": options({ preserveValueImports: true }) },
    "import { Shape } from './_shape.ts';",
    "hero.ts:2:10",
  ],
  [
    "an import that is marked",
    { "tsconfig.json": verbatim },
    "import { type Shape } from './_shape.ts';",
    "",
  ],
  ["an import of types", { "tsconfig.json": verbatim }, "import type { Shape } from './_shape.ts';", ""],
  ["an import, without options", {}, "import { Shape } from './_shape.ts';", ""],
  [
    "a re-export",
    { "workflows/_all.ts": throughAll },
    "import { Shape } from './_all.ts'; import './_all.ts';",
    "_all.ts:1:10",
  ],
  [
    "an import that is exported again",
    { "workflows/_all.ts": throughLocal },
    "import { Shape } from './_all.ts'; import './_all.ts';",
    "_all.ts:1:10",
  ],
  [
    "a re-export in a file that does not run",
    { "workflows/_all.ts": throughAll },
    "import { Shape } from './_all.ts';",
    "",
  ],
  [
    "a re-export that is marked",
    { "workflows/_all.ts": throughAll.replace("Shape", "type Shape") },
    "import { Shape } from './_all.ts'; import './_all.ts';",
    "",
  ],
];

describe.concurrent("with ES modules", () => {
  test.each<Row>(rows)("%s", async (_, files, imports, refused) => {
    const project = projectWith({ "package.json": esModule, ...files }, imports);
    const { code, err } = await project.falc(["compile"]);
    expect(code, err).toBe(refused === "" ? 0 : 1);
    if (refused !== "") {
      expect(err).toContain(`workflows/${refused} error export-not-found\n`);
      expect(err).toContain(
        '"./_shape.ts" exports "Shape" only as a type, but it is imported or re-exported here without `type`.\n',
      );
      expect(err).toContain("type Shape");
      expect(err).toContain("1 problem. Nothing was written.");
    }
    const loaded = await load(project);
    expect(loaded).toContain(refused === "" ? "loaded" : "does not provide an export named 'Shape'");
  });
});

test("a re-export in CommonJS loads, and compiles", async () => {
  const project = projectWith(
    { "package.json": "{}", "workflows/_all.ts": throughAll },
    "import { Shape } from './_all.ts'; import './_all.ts';",
  );
  expect(await project.falc(["compile"])).toMatchObject({ code: 0, err: "" });
  expect(await load(project)).toContain("loaded");
});

function projectWith(files: Readonly<Record<string, string>>, imports: string): TestProject {
  return new TestProject({
    ".git/HEAD": "",
    "node_modules/falc/package.json": '{ "name": "falc", "type": "module", "exports": "./index.js" }',
    "node_modules/falc/index.js": "export const model = () => undefined;\n",
    "workflows/_shape.ts": "export interface Shape { prompt: string }\nexport const name = 'shape';\n",
    "workflows/hero.ts": `import { model } from "falc";
${imports}
const flux = model("fal-ai/flux/dev");
export default async function hero({ prompt }: Shape) {
  return { image: (await flux({ prompt })).images[0].url };
}
`,
    ...files,
  });
}

/** What tsx says about the workflow's file, as `falc verify` loads it. */
function load(project: TestProject): Promise<string> {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const program = "await import(process.argv[1]); console.log('loaded');";
  const url = pathToFileURL(project.path("workflows/hero.ts")).href;
  const argv = ["--import", loader, "--input-type=module", "-e", program, url];
  return new Promise((resolve) => {
    const env = { PATH: process.env["PATH"] };
    execFile(process.execPath, argv, { cwd: project.root, env }, (_, out, err) => resolve(out + err));
  });
}
