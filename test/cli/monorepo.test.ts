/** A project in a folder of a repository: annotations and SARIF name files relative to the repository. */
import { mkdirSync, symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { chat, type Settings, TestProject } from "../support/project.ts";

const broken = chat.replace("question.output", "question.outptu");

interface Sarif {
  readonly runs: readonly [
    {
      readonly originalUriBaseIds: object;
      readonly results: readonly {
        readonly locations: readonly [{ readonly physicalLocation: { readonly artifactLocation: object } }];
        readonly fixes?: readonly {
          readonly artifactChanges: readonly { readonly artifactLocation: object }[];
        }[];
      }[];
    },
  ];
}

/** The one path that annotations and SARIF consistently give. */
async function pathOf(project: TestProject, settings: Settings): Promise<string> {
  const github = await project.falc(["compile", "--format", "github"], settings);
  expect(github.code).toBe(1);
  const files = new Set([...github.out.matchAll(/file=([^,]*)/g)].map(([, file]) => file));
  const sarif = await project.falc(["check", "--no-types", "--format", "sarif"], settings);
  const [run] = (JSON.parse(sarif.out) as Sarif).runs;
  expect(Object.keys(run.originalUriBaseIds)).toEqual(["%SRCROOT%"]);
  for (const { locations, fixes = [] } of run.results) {
    const changed = fixes.flatMap(({ artifactChanges }) => artifactChanges);
    for (const { artifactLocation } of [locations[0].physicalLocation, ...changed]) {
      const { uri, uriBaseId } = artifactLocation as { readonly uri: string; readonly uriBaseId: string };
      expect(uriBaseId).toBe("%SRCROOT%");
      files.add(uri);
    }
  }
  expect(files.size).toBe(1);
  return [...files].join();
}

const site = { "packages/site/workflows/chat.ts": broken };
const inSite = { cwd: "packages/site" };

describe("files are named from the root of the repository", () => {
  test("in a package, and from a folder inside it", async () => {
    const project = new TestProject({ ".git/HEAD": "", ...site });
    expect(await pathOf(project, inSite)).toBe("packages/site/workflows/chat.ts");
    expect(await pathOf(project, { cwd: "packages/site/workflows" })).toBe("packages/site/workflows/chat.ts");
  });

  test("in a worktree and a submodule, where .git is a file", async () => {
    const project = new TestProject({
      ".git/HEAD": "",
      "packages/.git": "gitdir: ../.git/modules/packages\n",
      ...site,
    });
    expect(await pathOf(project, inSite)).toBe("site/workflows/chat.ts");
  });

  test("at the root of the repository", async () => {
    const project = new TestProject({ ".git/HEAD": "", "workflows/chat.ts": broken });
    expect(await pathOf(project, {})).toBe("workflows/chat.ts");
  });

  test("through a link to the package", async () => {
    const project = new TestProject({ ".git/HEAD": "", ...site });
    mkdirSync(project.path("links"));
    symlinkSync(project.path("packages/site"), project.path("links/site"), "junction");
    expect(await pathOf(project, { cwd: "links/site" })).toBe("packages/site/workflows/chat.ts");
  });

  test("in GitHub Actions, from GITHUB_WORKSPACE without Git, and from a checkout below it with Git", async () => {
    const project = new TestProject(site);
    const env = { GITHUB_WORKSPACE: project.root };
    expect(await pathOf(project, { ...inSite, env })).toBe("packages/site/workflows/chat.ts");
    project.write("packages/.git/HEAD", "");
    expect(await pathOf(project, { ...inSite, env })).toBe("site/workflows/chat.ts");
  });

  test("without a repository, from the project", async () => {
    const project = new TestProject(site);
    expect(await pathOf(project, inSite)).toBe("workflows/chat.ts");
    const env = { GITHUB_WORKSPACE: `${project.root}/elsewhere` };
    expect(await pathOf(project, { ...inSite, env })).toBe("workflows/chat.ts");
  });

  test("for out-of-date artifacts too, while text output is unchanged", async () => {
    const project = new TestProject({ ".git/HEAD": "", "packages/site/workflows/chat.ts": chat });
    const github = await project.falc(["compile", "--check", "--format", "github"], inSite);
    expect(github.out).toContain("file=packages/site/workflows/chat.ts,");
    project.write("packages/site/workflows/chat.ts", broken);
    expect((await project.falc(["compile"], inSite)).err).toMatch(/^workflows\/chat\.ts:\d+/m);
  });
});
