/**
 * `falc run` against a `FaultServer`, in this process or in its own, and what must hold whatever the server does: the
 * key is neither printed nor sent to another host, nothing printed controls a terminal, and there is no stack trace.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect } from "vitest";
import { TestProject } from "../support/project.ts";
import { installRoutes, meeting } from "./fault-routes.ts";
import { FaultServer, png, type Script } from "./fault-server.ts";

export const bin = fileURLToPath(new URL("../../dist/falc.cjs", import.meta.url));
export const preload = new URL("fault-preload.mjs", import.meta.url).href;
export const key = "5f0e1d2c-1111-2222-3333-444455556666:0123456789abcdef0123456789abcdef";

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Meeting {
  /** The model's answer. */
  readonly output?: object | null;
  readonly asProcess?: boolean;
}

/** `shot` makes one call, `cut` uploads a file for one, and `chain` makes two. */
export const workflows = {
  "workflows/shot.ts": `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
export default async function shot({ prompt }: { prompt: string }) {
  const photo = await flux({ prompt });
  return { image: photo.images[0].url, type: photo.images[0].content_type!, seed: photo.seed };
}`,
  "workflows/cut.ts": `import { model } from "falc";
const remove = model("fal-ai/bria/background/remove");
export default async function cut({ photo }: { photo: string }) {
  return { cut: (await remove({ image_url: photo })).image.url };
}`,
  "workflows/chain.ts": `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const remove = model("fal-ai/bria/background/remove");
export default async function chain({ prompt }: { prompt: string }) {
  const photo = await flux({ prompt });
  const cutout = await remove({ image_url: photo.images[0].url });
  return { image: cutout.image.url };
}`,
  "photo.png": png,
  "broken.png": "not really a picture",
};

async function compiledProject(): Promise<TestProject> {
  expect(existsSync(bin), "npm run build comes first").toBe(true);
  const project = new TestProject(workflows);
  const { code, err } = await project.falc(["compile"]);
  expect({ code, err: err.replaceAll(/^.*warning[^]*$/gm, "") }).toEqual({ code: 0, err: "" });
  return project;
}

/** For the tests of a file or of a group: the compiled project, and fal's addresses leading to the fault server. */
export function setUpRuns(): { readonly project: TestProject } {
  let project: TestProject | undefined;
  let removeRoutes: () => void = () => undefined;
  beforeAll(async () => {
    removeRoutes = installRoutes();
    project = await compiledProject();
  }, 120_000);
  afterAll(() => removeRoutes());
  return {
    get project() {
      if (project === undefined) throw new Error("read before the tests begin");
      return project;
    },
  };
}

/** `argv`: the words after `run`. Nothing is held of other runs, which may go on at the same time. */
export async function runAgainst(
  project: TestProject,
  script: Script,
  argv: readonly string[],
  { output, asProcess = false }: Meeting = {},
): Promise<Ended & { readonly server: FaultServer }> {
  const server = await new FaultServer(script, output).start();
  try {
    const ended = asProcess
      ? await runProcess(project, server, [...argv, "--fresh"])
      : await meeting(server.url, () => project.falc(["run", ...argv, "--fresh"], { env: { FAL_KEY: key } }));
    assertHarmless(ended);
    assertNoKey(server);
    return { ...ended, server };
  } finally {
    server.stop();
  }
}

async function runProcess(
  project: TestProject,
  server: FaultServer,
  argv: readonly string[],
): Promise<Ended> {
  const child = spawn(process.execPath, ["--import", preload, bin, "run", ...argv], {
    cwd: project.root,
    env: { PATH: process.env["PATH"], FAL_KEY: key, FAULT_SERVER: server.url, FAULT_MEMORY: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (err += chunk));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}

export function assertHarmless({ out, err }: Pick<Ended, "out" | "err">): void {
  const all = out + err;
  const [id = "", secret = ""] = key.split(":");
  expect(all).not.toContain(id.slice(0, 12));
  expect(all).not.toContain(`:${secret.slice(0, 6)}`);
  expect(all).not.toContain(secret.slice(-12));
  expect(all).not.toMatch(/^\s+at |has a bug|\[object|undefined/m);
  // eslint-disable-next-line no-control-regex
  expect(all).not.toMatch(/[\u0007\u001b\u009b]/);
}

/** Only fal's queue and the start of an upload need the key; files are at other hosts. */
export function assertNoKey({ seen }: FaultServer): void {
  expect(seen.filter(({ stage, key: sent }) => ["upload", "file"].includes(stage) && sent)).toEqual([]);
}
