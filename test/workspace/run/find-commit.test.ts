import { mkdirSync } from "node:fs";
import { expect, test } from "vitest";
import { findCommit } from "../../../src/workspace/run/find-commit.ts";
import { TestProject } from "../../support/project.ts";

const [one, two] = ["1".repeat(40), "2".repeat(64)];
const commitOf = (files: Readonly<Record<string, string>>, folder = ".") =>
  findCommit(new TestProject({ "packages/site/a.ts": "", ...files }).path(folder));

test.each<readonly [string, Readonly<Record<string, string>>, string | undefined]>([
  ["a branch", { ".git/HEAD": "ref: refs/heads/a/b\n", ".git/refs/heads/a/b": `${one}\n` }, one],
  ["a branch of a SHA-256 repository", { ".git/HEAD": "ref: refs/heads/x", ".git/refs/heads/x": two }, two],
  ["no branch", { ".git/HEAD": `${one}\n` }, one],
  [
    "a packed branch",
    {
      ".git/HEAD": "ref: refs/heads/x",
      ".git/packed-refs": `# pack-refs\n${two} refs/heads/xx\n${one} refs/heads/x\n^${two}\n`,
    },
    one,
  ],
  ["a branch without a commit", { ".git/HEAD": "ref: refs/heads/x" }, undefined],
  ["a branch with a path", { ".git/HEAD": "ref: refs/../../secret", secret: one }, undefined],
  ["a HEAD that says something else", { ".git/HEAD": "<script>" }, undefined],
])("%s", (_, files, commit) => {
  expect(commitOf(files)).toBe(commit);
  expect(commitOf(files, "packages/site")).toBe(commit);
});

test("of a worktree: its own HEAD, the repository's branches", () => {
  const files = {
    "main/.git/refs/heads/x": one,
    "main/.git/worktrees/side/HEAD": "ref: refs/heads/x",
    "main/.git/worktrees/side/commondir": "../..\n",
    "side/.git": "gitdir: ../main/.git/worktrees/side\n",
  };
  expect(commitOf(files, "side")).toBe(one);
});

test("none where files are folders, or there is no repository", () => {
  const project = new TestProject({ ".git/x": "" });
  mkdirSync(project.path(".git/HEAD"));
  expect(findCommit(project.root)).toBeUndefined();
  expect(findCommit(new TestProject({ "a.txt": "" }).root)).toBeUndefined();
});
