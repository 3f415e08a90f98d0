/**
 * Runs a scene of the fault matrix whose disk is full: falc is a process, which alone sees a file system of a few blocks at a
 * folder of the project. No privileges are needed where namespaces are allowed.
 */
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import process from "node:process";
import { expect } from "vitest";
import type { TestProject } from "../support/project.ts";
import type { Cell, Disk, EngineName } from "./faults/cell.ts";
import { meeting } from "./fault-routes.ts";
import { assertHarmless, bin, type Ended, key, preload } from "./fault-run.ts";
import { compiledCopy, type Played } from "./fault-scene.ts";
import { type Answer, FaultServer, ok, text } from "./fault-server.ts";

export const canMount = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", "/tmp"]).status === 0;

export async function playOnDisk(engine: EngineName, { scene, again }: Cell): Promise<Played> {
  const { disk, words = [] } = scene;
  if (disk === undefined) throw new Error("a scene without a disk");
  const project = await compiledCopy();
  const letters = disk.isFilledLater ? await lettersToFill(engine) : 1500;
  const argv = ["run", ...runOf(engine, letters), ...words];
  const picture = text(200, "x".repeat(100_000), { "content-type": "image/png" });
  const filled = disk.isFilledLater ? [fillFirst(project), ok] : [ok];
  const server = await new FaultServer({ submit: filled, stream: filled, file: [picture] }).start();
  const paid = () => server.count("submit") + server.count("stream");
  try {
    const first = { ...(await runOnDisk(project, engine, server, disk, argv)), paid: paid() };
    if (disk.folder === "out") {
      // The result is there, the file was asked for once, and no part of it is left.
      expect(JSON.parse(first.out)).toMatchObject({ image: expect.stringContaining("http://") as string });
      expect(readdirSync(project.path("kept"))).toEqual([]);
      if (engine !== "emulator") expect(server.count("file")).toBe(1);
    }
    if (again === undefined) return { first, again: undefined };
    // The disk has room again.
    cpSync(project.path("kept"), project.path(".falc/runs"), { recursive: true });
    const ended = await meeting(server.url, () => project.falc(argv, { env: { FAL_KEY: key } }));
    return { first, again: { ...ended, paid: paid() - first.paid } };
  } finally {
    server.stop();
  }
}

const runOf = (engine: EngineName, letters: number) => [
  "shot",
  "--prompt",
  "x".repeat(letters),
  "--engine",
  engine,
];

async function runOnDisk(
  project: TestProject,
  engine: EngineName,
  server: FaultServer,
  { folder, size }: Disk,
  argv: readonly string[],
): Promise<Ended> {
  rmSync(project.path(folder), { recursive: true, force: true });
  mkdirSync(project.path(folder), { recursive: true });
  const script = [
    `mount -t tmpfs -o size=${size} tmpfs ${folder} && cd "$PWD" || exit 99`,
    // Again and again, because files that are removed make room.
    "(while [ ! -e fill ]; do sleep 0.02; done",
    `for i in 1 2 3 4 5; do cat /dev/zero >> ${folder}/filler; sleep 0.05; done 2>/dev/null; : > filled) &`,
    '"$@"; code=$?; kill $! 2>/dev/null',
    `rm -f ${folder}/filler; cp -r ${folder} kept; exit $code`,
  ].join("\n");
  // The emulator is in the process.
  const preloaded = engine === "emulator" ? [] : ["--import", preload];
  const falc = [process.execPath, ...preloaded, bin, ...argv];
  const child = spawn("unshare", ["-rm", "sh", "-c", script, "sh", ...falc], {
    cwd: project.root,
    env: { PATH: process.env["PATH"], FAL_KEY: key, FAULT_SERVER: server.url },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (err += chunk));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  assertHarmless({ out, err });
  expect(out + err).not.toMatch(/\bE[A-Z]{4,}\b|errno/);
  return { code, out, err };
}

/** Answers once the disk is full. */
function fillFirst(project: TestProject): Answer {
  return (exchange) => {
    writeFileSync(project.path("fill"), "");
    const wait = (): void => {
      if (existsSync(project.path("filled"))) inTwo(exchange);
      else setTimeout(wait, 20);
    };
    wait();
  };
}

/** The first event comes alone: when the stream ends, the run gives its claim back, which makes room. */
const inTwo: Answer = (exchange) => {
  const { response, right, contentType } = exchange;
  if (contentType !== "text/event-stream") return ok(exchange);
  const first = right.indexOf("\r\n\r\n") + 4;
  response.writeHead(200, { "content-type": contentType });
  response.write(right.subarray(0, first));
  setTimeout(() => response.end(right.subarray(first)), 500);
};

/**
 * The length of a prompt with which the journal fills its block almost to the end before the call is sent: a file can grow
 * within its last block even if the disk is full. A run in which nothing goes wrong tells it.
 */
async function lettersToFill(engine: EngineName): Promise<number> {
  const project = await compiledCopy();
  const server = await new FaultServer().start();
  const letters = 1000;
  const run = () => project.falc(["run", ...runOf(engine, letters)], { env: { FAL_KEY: key } });
  expect(await meeting(server.url, run)).toMatchObject({ code: 0 });
  server.stop();
  const [id = ""] = readdirSync(project.path(".falc/runs")).filter((name) => /^\d/.test(name));
  const journal = readFileSync(project.path(`.falc/runs/${id}/journal.jsonl`), "utf8");
  const before = Buffer.byteLength(journal.slice(0, journal.indexOf('{"kind":"sent"')));
  // The prompt is in two lines of it.
  return letters + Math.floor((4096 - 8 - before) / 2);
}
