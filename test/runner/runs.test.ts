/** What keeps the processes of a project apart, and how they see that one of them is dead. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { Claims, isHeld } from "../../src/runner/runs/claims.ts";
import { isListening, showPresence } from "../../src/runner/runs/presence.ts";
import { RunStore } from "../../src/runner/runs/run-store.ts";

const folderFor = () => mkdtempSync(path.join(tmpdir(), "falc-claims-"));

describe("a claim", () => {
  test("is held by one living process, and free once it is released", async () => {
    const folder = folderFor();
    const [a, b] = [await showPresence(), await showPresence()];
    const [first, second] = [new Claims(folder, a), new Claims(folder, b)];
    const claim = await first.take("x");
    expect(claim).toBeDefined();
    expect(await second.take("x")).toBeUndefined();
    expect(await isHeld(folder, "x")).toBe(true);
    claim?.release();
    expect(await isHeld(folder, "x")).toBe(false);
    (await second.take("x"))?.release();
    expect(readdirSync(folder)).toEqual([]);
    a.end();
    b.end();
  });

  test("of a dead process is taken by exactly one", async () => {
    const folder = folderFor();
    const dead = await showPresence();
    await new Claims(folder, dead).take("x");
    dead.end();
    const alive = await Promise.all(Array.from({ length: 10 }, () => showPresence()));
    const taken = await Promise.all(alive.map((presence) => new Claims(folder, presence).take("x")));
    const held = taken.filter((claim) => claim !== undefined);
    expect(held).toHaveLength(1);
    held[0]?.release();
    expect(readdirSync(folder)).toEqual([]);
    for (const presence of alive) presence.end();
  });

  test("that was not filled in belongs to somebody for a moment, and then to nobody", async () => {
    const folder = folderFor();
    writeFileSync(path.join(folder, "x.0"), "");
    expect(await isHeld(folder, "x")).toBe(true);
    vi.useFakeTimers({ now: Date.now() + 60_000, toFake: ["Date"] });
    expect(await isHeld(folder, "x")).toBe(false);
    vi.useRealTimers();
  });

  test.each(["/etc/passwd", "relative.sock", "http://example.com", "\u0000", "x".repeat(5000)])(
    "with another text is of nobody, and nothing is removed: %s",
    async (text) => {
      const folder = folderFor();
      writeFileSync(path.join(folder, "x.0"), text);
      expect(await isHeld(folder, "x")).toBe(false);
      expect(existsSync("/etc/passwd")).toBe(true);
    },
  );
});

describe("a presence", () => {
  test("is seen while the process lives", async () => {
    const presence = await showPresence();
    expect(await isListening(presence.address)).toBe(true);
    presence.end();
    expect(await isListening(presence.address)).toBe(false);
    expect(existsSync(presence.address)).toBe(false);
  });

  test("finds a place if the folder for temporary files has a long name", async () => {
    const long = path.join(folderFor(), "x".repeat(120));
    mkdirSync(long);
    vi.stubEnv("TMPDIR", long);
    const presence = await showPresence();
    vi.unstubAllEnvs();
    expect(await isListening(presence.address)).toBe(true);
    presence.end();
  });
});

describe("a store", () => {
  const about = { workflow: "shop", world: "fal", isPaid: true };

  test("keeps nothing of a run that never began", async () => {
    const store = new RunStore(path.join(folderFor(), "runs"));
    const run = await store.create(about);
    await run.close();
    expect(store.list()).toEqual([]);
  });

  test("is not for Git", async () => {
    const folder = path.join(folderFor(), "runs");
    await (await new RunStore(folder).create(about)).close();
    expect(readFileSync(path.join(folder, ".gitignore"), "utf8")).toBe("*\n");
  });

  test("ignores what is not a run", async () => {
    const folder = folderFor();
    mkdirSync(path.join(folder, "20261130-183455-k3f9xa"));
    writeFileSync(path.join(folder, "20261130-183456-k3f9xa"), "");
    mkdirSync(path.join(folder, "other"));
    const store = new RunStore(folder);
    expect(store.read("20261130-183455-k3f9xa")).toEqual({ entries: [], damaged: [] });
    expect(store.read("20261130-183456-k3f9xa")).toEqual({ entries: [], damaged: [] });
    const run = await store.create(about);
    await run.begin({ input: {} });
    await run.close({ outcome: "completed" });
    expect(store.read(run.run).entries.map(({ kind }) => kind)).toEqual(["run", "end"]);
  });

  test("that cannot be made says so", async () => {
    const file = path.join(folderFor(), "file");
    writeFileSync(file, "");
    await expect(new RunStore(path.join(file, "runs")).create(about)).rejects.toThrow(/ENOTDIR/);
  });
});

test("claims are not made, or removed, where a planted link leads", async () => {
  const [folder, elsewhere] = [folderFor(), folderFor()];
  symlinkSync(elsewhere, path.join(folder, "claims"));
  // As what a process that has died has left.
  for (const file of ["app.log.0", "app.log.1"]) writeFileSync(path.join(elsewhere, file), "kept");
  const store = new RunStore(folder);
  const options = { workflow: "shop", world: "fal", isPaid: true };
  await expect(store.create(options)).rejects.toThrow("the folder of the runs' claims is a link");
  await expect(store.sweep()).rejects.toThrow("is a link");
  expect(readdirSync(elsewhere)).toEqual(["app.log.0", "app.log.1"]);
});
