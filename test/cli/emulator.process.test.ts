/** The built `falc emulator` as a process: signals, what it loads, and a run in another process. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chat, TestProject } from "../support/project.ts";

const bin = fileURLToPath(new URL("../../dist/falc.cjs", import.meta.url));
const project = new TestProject({ "workflows/chat.ts": chat });
const children: ChildProcess[] = [];

beforeAll(async () => {
  expect(existsSync(bin), "npm run build comes first").toBe(true);
  await project.falc(["compile"]);
});
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

function start(argv: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [bin, ...argv], {
    cwd: project.root,
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  let [out, err] = ["", ""];
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, out, err })),
  );
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      const found = /"url":"([^"]+)"/.exec(out)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then(({ err }) => reject(new Error(err)));
  });
  url.catch(() => undefined);
  return { child, url, ended };
}

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("%s ends it with 0, even amid a call", async (signal) => {
  const { child, url, ended } = start(["emulator", "--port", "0", "--json", "--latency", "600000"]);
  const hanging = fetch(`${await url}/fal.run/openrouter/router`, {
    method: "POST",
    body: `{"model":"m","prompt":"x"}`,
  });
  const cut = expect(hanging).rejects.toThrow("fetch failed");
  while (((await fetch(await url)).status as number) !== 200);
  child.kill(signal);
  expect(await ended).toMatchObject({ code: 0, err: "" });
  await cut;
});

test("it goes on when nobody reads its address any more", async () => {
  const { child, url, ended } = start(["emulator", "--port", "0", "--json"]);
  const address = await url;
  child.stdout.destroy();
  for (let calls = 0; calls < 3; calls += 1) {
    const body = `{"model":"m","prompt":"x"}`;
    expect((await fetch(`${address}/fal.run/openrouter/router`, { method: "POST", body })).status).toBe(200);
  }
  child.kill("SIGTERM");
  expect(await ended).toMatchObject({ code: 0 });
});

test("a run in another process uses it; neither loads the compiler", async () => {
  const folder = project.path("coverage");
  const env = { NODE_V8_COVERAGE: folder };
  const emulator = start(["emulator", "--port", "0", "--json"], env);
  const run = start(["run", "chat", "--topic", "tea", "--emulator", await emulator.url], {
    ...env,
    FAL_KEY: "5f0e1d2c-1111-2222-3333-444455556666:0123456789abcdef0123456789abcdef",
  });
  expect(await run.ended).toMatchObject({ code: 0, out: expect.stringContaining("emulated answer") });
  emulator.child.kill("SIGINT");
  const { code, out } = await emulator.ended;
  expect(code).toBe(0);
  expect(out.match(/"kind":"call"/g)).toHaveLength(2);
  const loaded = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), "utf8"));
  expect(loaded.length).toBeGreaterThanOrEqual(2);
  for (const text of loaded) expect(text).not.toContain("compiler.cjs");
});
