/** Every file in `workflows/` that looks like a workflow is one, or is reported: none is skipped silently. */
import { mkdirSync, symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { TestProject } from "../support/project.ts";

const hero = `import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function hero({ prompt }: { prompt: string }) {
  const photo = await flux({ prompt });
  return { image: photo.images[0].url };
}
`;
const plain = hero.replace(": { prompt: string }", "");

/** The output of `falc compile` for a project with a workflow and this file. */
async function compile(file: string, text: string, more: Readonly<Record<string, string>> = {}) {
  const project = new TestProject({ "workflows/other.ts": hero, [file]: text, ...more });
  const result = await project.falc(["compile"]);
  return {
    ...result,
    project,
    codes: [...result.err.matchAll(/^\S+:\d+:\d+ \w+ ([a-z-]+)$/gm)].map(([, code]) => code),
  };
}

describe("a file that looks like a workflow", () => {
  test.each([
    ["a named export", "workflows/hero.ts", hero.replace("default ", ""), "workflow-missing"],
    [
      "no async",
      "workflows/hero.ts",
      hero.replace("async ", "").replace("await ", "").replace("photo.images[0].url", "1"),
      "workflow-not-async",
    ],
    [
      "an arrow that is not exported",
      "workflows/hero.ts",
      hero.replace("export default ", ""),
      "workflow-missing",
    ],
    [
      "export =",
      "workflows/hero.ts",
      `${hero.replace("export default ", "")}export = hero;\n`,
      "module-unsupported",
    ],
    [
      "an object",
      "workflows/hero.ts",
      `${hero.replace("export default ", "")}export default { hero };\n`,
      "workflow-not-function",
    ],
    ["tsx", "workflows/hero.tsx", hero, "workflow-ending"],
    ["cts", "workflows/hero.cts", hero, "workflow-ending"],
    ["js", "workflows/hero.js", plain, "workflow-ending"],
    ["mjs", "workflows/ads/hero.mjs", plain, "workflow-ending"],
    ["CommonJS", "workflows/hero.cjs", `const { model } = require("falc");\n`, "workflow-ending"],
    [
      "re-exported by JavaScript",
      "workflows/hero.js",
      `export { default } from "./other.ts";\n`,
      "workflow-ending",
    ],
  ])("%s: is an error", async (_, file, text, code) => {
    const { codes, code: exitCode } = await compile(file, text);
    expect({ codes, exitCode }).toEqual({ codes: [code], exitCode: 1 });
  });

  test.each([
    ["mts", "workflows/hero.mts", hero],
    ["re-exported", "workflows/hero.ts", `export { default } from "./other.ts";\n`],
    ["in a folder", "workflows/ads/hero.ts", hero],
  ])("%s: is compiled", async (_, file, text) => {
    const { codes, code, project } = await compile(file, text);
    expect({ codes, code }).toEqual({ codes: [], code: 0 });
    expect(project.read(`dist-workflows/${file.replace(/^workflows\/|\.\w+$/g, "")}.json`)).toContain("flux");
  });

  test("a file given by its path gets a suggested name", async () => {
    const { project } = await compile("workflows/hero.tsx", hero);
    expect(await project.falc(["compile", "workflows/hero.tsx"])).toMatchObject({
      code: 2,
      err: "error: workflows/hero.tsx is not a workflow: falc compiles .ts and .mts files\nRename it to hero.ts.\n",
    });
  });

  test("two files with the same name are refused", async () => {
    const { code, err } = await compile("workflows/hero.mts", hero, { "workflows/hero.ts": hero });
    expect(code).toBe(1);
    expect(err).toContain("would both become dist-workflows/hero.json");
  });
});

describe("other files beside workflows are ignored", () => {
  test.each([
    ["a test", "workflows/hero.test.ts", `import hero from "./other.ts";\nexport default hero;\n`],
    ["a configuration", "workflows/vitest.config.ts", "export default { test: {} };\n"],
    ["a declaration", "workflows/models/me.d.ts", "export default interface X {}\n"],
    ["a helper", "workflows/_photo.ts", hero],
    ["a folder of helpers", "workflows/_lib/photo.ts", hero],
    ["tests", "workflows/__tests__/hero.ts", hero],
    ["what a workflow is compiled to", "workflows/other.js", plain],
    ["constants", "workflows/brand.ts", "export const style = 1;\n"],
    ["a script", "workflows/tool.js", "export const style = 1;\n"],
  ])("%s", async (_, file, text) => {
    const { code, err, project } = await compile(file, text);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect((await project.falc(["check", "--no-types"])).code).toBe(0);
  });

  test("files that a workflow imports", async () => {
    const uses = `import { photo } from "./photo.ts";\nimport scenes from "./scenes.ts";\nimport "./old.js";\n`;
    const { code, err } = await compile("workflows/hero.ts", `${uses}${hero}void [photo, scenes];\n`, {
      "workflows/photo.ts": hero.replace("default ", "").replace("hero(", "photo("),
      "workflows/scenes.ts": "export default [1];\n",
      "workflows/old.js": "export default 1;\n",
    });
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });
});

describe("linked folders", () => {
  const link = (project: TestProject, target: string, name: string) =>
    symlinkSync(project.path(target), project.path(name), "junction");

  test("are followed inside the project; files in them resolve imports from their real path", async () => {
    const project = new TestProject({
      "workflows/other.ts": hero,
      "packages/ads/flows/hero.ts": hero
        .replace("flux({ prompt })", "flux({ prompt: prompt + style })")
        .replace("\n\n", `\nimport { style } from "../style.ts";\n\n`),
      "packages/ads/style.ts": `export const style = ", from the package";\n`,
      "style.ts": `export const style = ", from beside the link";\n`,
    });
    link(project, "packages/ads/flows", "workflows/ads");
    for (const words of [
      [],
      ["ads/hero"],
      ["workflows/ads/hero.ts"],
      ["workflows/ads"],
      ["packages/ads/flows/hero.ts"],
    ]) {
      const { code, err } = await project.falc(["compile", ...words]);
      expect({ code, err }).toEqual({ code: 0, err: "" });
    }
    expect(project.read("dist-workflows/ads/hero.json")).toContain(", from the package");
    expect(await project.falc(["check", "--no-types"])).toMatchObject({ code: 0 });
  });

  test("to another workflows folder give no duplicates; a path through one means the same workflow", async () => {
    const project = new TestProject({ "workflows/ads/hero.ts": hero });
    link(project, "workflows/ads", "workflows/campaign");
    link(project, "workflows", "workflows/ads/loop");
    const { code, out } = await project.falc(["compile", "workflows/campaign/hero.ts"]);
    expect({ code, out }).toEqual({
      code: 0,
      out: "workflows/ads/hero.ts -> dist-workflows/ads/hero.json   1 model call\n",
    });
    expect(await project.falc(["check", "--no-types"])).toMatchObject({ code: 0 });
  });

  test("out of the project are not followed", async () => {
    const elsewhere = new TestProject({ "flows/hero.ts": hero });
    const project = new TestProject({ "workflows/other.ts": hero });
    symlinkSync(elsewhere.path("flows"), project.path("workflows/ads"), "junction");
    const { code, out } = await project.falc(["compile"]);
    expect({ code, out }).toEqual({
      code: 0,
      out: "workflows/other.ts -> dist-workflows/other.json   1 model call\n",
    });
  });

  test("a linked file is compiled under the link's name, and resolves imports from its real path", async () => {
    const project = new TestProject({
      "src/flow.ts": hero
        .replace("flux({ prompt })", "flux({ prompt: prompt + style })")
        .replace("\n\n", `\nimport { style } from "./_style.ts";\n\n`),
      "src/_style.ts": `export const style = ", from src";\n`,
      "workflows/_style.ts": `export const style = ", from workflows";\n`,
    });
    mkdirSync(project.path("workflows"), { recursive: true });
    link(project, "src/flow.ts", "workflows/hero.ts");
    expect((await project.falc(["compile"])).code).toBe(0);
    expect(project.read("dist-workflows/hero.json")).toContain(", from src");
    expect(await project.falc(["check", "--no-types"])).toMatchObject({ code: 0 });
  });
});
