/**
 * A tsconfig.json or package.json that cannot be used is an error wherever it affects a workflow: without it, nobody knows
 * which files the workflow runs.
 */
import { chmodSync, renameSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type Result, TestProject } from "../support/project.ts";
import { withoutPrivileges } from "../support/without-privileges.ts";

const workflow = `import { model } from "falc";
import { Shape } from "./_shape.ts";
const flux = model("fal-ai/flux/dev");
export default async function hero({ prompt }: Shape) {
  return { image: (await flux({ prompt })).images[0].url };
}
`;

const large = `{}${" ".repeat(1_100_000)}`;

function projectWith(files: Readonly<Record<string, string>>): TestProject {
  return new TestProject({
    ".git/HEAD": "",
    "workflows/hero.ts": workflow,
    "workflows/_shape.ts": "export interface Shape { prompt: string }\n",
    ...files,
  });
}

function expectRefused(result: Result, place: string, message: string): void {
  expect(result.err).toContain(`${place} error import-json-invalid\n${message}\n`);
  expect(result.err).toContain("1 problem. Nothing was written.");
  expect({ code: result.code, out: result.out }).toEqual({ code: 1, out: "" });
}

describe("compile reports", () => {
  test.each<[string, Readonly<Record<string, string>>, place: string, message: string]>([
    [
      "a tsconfig.json larger than 1 MB",
      { "tsconfig.json": large },
      "tsconfig.json:1:1",
      '"tsconfig.json" cannot be used: it is larger than 1 MB.',
    ],
    [
      "a tsconfig.json that is not JSON",
      { "tsconfig.json": '{ "compilerOptions": {' },
      "tsconfig.json:1:23",
      `"tsconfig.json" is not valid JSON: '}' expected.`,
    ],
    [
      "`extends` of a file that does not exist",
      { "tsconfig.json": '{ "extends": "./base.json" }' },
      "tsconfig.json:1:1",
      '"tsconfig.json" cannot be used: it extends "base.json", which does not exist.',
    ],
    [
      "`extends` of a package that is not installed",
      { "tsconfig.json": '{ "extends": "@tsconfig/node20" }' },
      "tsconfig.json:1:14",
      '"tsconfig.json" cannot be used: it extends "@tsconfig/node20", which does not exist.',
    ],
    [
      "`extends` in a circle",
      { "tsconfig.json": '{ "extends": "./base.json" }', "base.json": '{ "extends": "./tsconfig.json" }' },
      "tsconfig.json:1:1",
      '"tsconfig.json" cannot be used: what it extends extends it again.',
    ],
    [
      "`extends` of a file that is not JSON",
      { "tsconfig.json": '{ "extends": "./base.json" }', "base.json": '{ "compilerOptions": {} ' },
      "base.json:1:25",
      `"base.json" is not valid JSON: '}' expected.`,
    ],
    [
      "`extends` of a file larger than 1 MB",
      { "tsconfig.json": '{ "extends": "./base.json" }', "base.json": large },
      "base.json:1:1",
      '"base.json" cannot be used: it is larger than 1 MB.',
    ],
    [
      "a package.json that is not JSON",
      { "package.json": '{ "name": ' },
      "package.json:1:11",
      '"package.json" is not valid JSON: } is missing at the end.',
    ],
    [
      "a package.json larger than 1 MB",
      { "package.json": large },
      "package.json:1:1",
      '"package.json" cannot be used: it is larger than 1 MB.',
    ],
  ])("%s", async (_, files, place, message) => {
    expectRefused(await projectWith(files).falc(["compile"]), place, message);
  });

  test("a tsconfig.json that leads out of the repository", async () => {
    const project = new TestProject({ "outside.json": "{}" });
    const root = projectWith({});
    symlinkSync(project.path("outside.json"), root.path("tsconfig.json"));
    expectRefused(
      await root.falc(["compile"]),
      "tsconfig.json:1:1",
      '"tsconfig.json" cannot be used: falc reads only `.json` files inside the repository.',
    );
  });

  test("`extends` of a file outside the repository, of which nothing is shown", async () => {
    const project = projectWith({ "tsconfig.json": '{ "extends": "../secret.json" }' });
    const outside = new TestProject({ "secret.json": '{ "key": "hidden' });
    renameSync(outside.path("secret.json"), path.join(project.root, "../secret.json"));
    const result = await project.falc(["compile"]);
    rmSync(path.join(project.root, "../secret.json"));
    expectRefused(
      result,
      "../secret.json:1:1",
      '"../secret.json" cannot be used: falc reads only `.json` files inside the repository.',
    );
    expect(result.err).not.toContain("hidden");
  });

  test.each(["tsconfig.json", "package.json"])("%s without permission to read it", async (name) => {
    const project = projectWith({ [name]: "{}" });
    chmodSync(project.path(name), 0o000);
    expectRefused(
      await withoutPrivileges(project, () => project.falc(["compile"])),
      `${name}:1:1`,
      `"${name}" cannot be used: falc cannot read it: permission denied.`,
    );
  });
});

test.each(["package-lock.json", "pnpm-workspace.yaml"])(
  "without .git, as in an image, a workspace with a %s is the repository",
  async (file) => {
    const root = new TestProject({
      [file]: "",
      "tsconfig.base.json": "{}",
      "packages/app/package.json": "{}",
      "packages/app/tsconfig.json": '{ "extends": "../../tsconfig.base.json" }',
      "packages/app/workflows/hero.ts": workflow,
      "packages/app/workflows/_shape.ts": "export interface Shape { prompt: string }\n",
    });
    expect(await root.falc(["compile"], { cwd: "packages/app" })).toMatchObject({ code: 0, err: "" });
  },
);

test("comments, commas at the end and what is extended from a package are as TypeScript reads them", async () => {
  const project = projectWith({
    "tsconfig.json":
      '\ufeff{ // a comment\n "extends": ["@acme/base"], "compilerOptions": { "strict": true, }, }',
    "node_modules/@acme/base/package.json": '{ "name": "@acme/base" }',
    "node_modules/@acme/base/tsconfig.json": '{ "compilerOptions": { "verbatimModuleSyntax": false } }',
  });
  expect(await project.falc(["compile"])).toMatchObject({ code: 0, err: "" });
});

test("check reports it once, and not as TypeScript does too", async () => {
  const project = projectWith({ "tsconfig.json": '{ "extends": "./base.json" }' });
  const { code, err } = await project.falc(["check", "--no-types"]);
  expect(code).toBe(1);
  expect(err.split("error import-json-invalid")).toHaveLength(2);
});
