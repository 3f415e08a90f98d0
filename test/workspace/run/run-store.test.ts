import { mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { Project } from "../../../src/workspace/project/project.ts";
import { openRunStore } from "../../../src/workspace/run/run-store.ts";

test.each([".falc", ".falc/runs", ".falc/runs/claims"])(
  "%s is not used if it is a link, which may come with a repository",
  async (link) => {
    const root = mkdtempSync(path.join(tmpdir(), "falc-linked-"));
    const elsewhere = mkdtempSync(path.join(tmpdir(), "falc-elsewhere-"));
    mkdirSync(path.dirname(path.join(root, link)), { recursive: true });
    symlinkSync(elsewhere, path.join(root, link));
    // As what a process that has died has left.
    writeFileSync(path.join(elsewhere, "app.log.0"), "");
    const store = openRunStore(new Project(root));
    const problem = `${link} is a link`;
    expect(() => store.list()).toThrow(problem);
    expect(() => store.readLedger("fal")).toThrow(problem);
    await expect(store.create({ workflow: "shop", world: "fal", isPaid: true })).rejects.toThrow(problem);
    await expect(store.sweep()).rejects.toThrow(problem);
    expect(readdirSync(elsewhere)).toEqual(["app.log.0"]);
  },
);
