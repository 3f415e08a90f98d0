/** Runs `falc compile` of the build as a separate process, and measures its time and peak memory. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The built command; FALC_BIN selects another build's. */
export const bin = process.env["FALC_BIN"] ?? fileURLToPath(new URL("../../dist/falc.cjs", import.meta.url));

export interface Measured {
  /** `null` if a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
  readonly seconds: number;
  /** Of all threads together: the same on a busy machine; `undefined` if it was killed. */
  readonly cpuSeconds: number | undefined;
  /** Peak memory of the whole process; `undefined` if it was killed. */
  readonly megabytes: number | undefined;
}

/** A folder for a project; the caller removes it. Path → text. */
export function makeProject(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "falc-limits-")));
  for (const [file, content] of Object.entries(files)) {
    const absolute = path.join(root, file);
    mkdirSync(path.dirname(absolute), { recursive: true });
    writeFileSync(absolute, content);
  }
  return root;
}

/** `isPatient`: falc's own limit on the seconds of a workflow does not apply, nor any other. For tests. */
export async function measureCompile(
  root: string,
  argv: readonly string[],
  isPatient = false,
): Promise<Measured> {
  const folder = mkdtempSync(path.join(tmpdir(), "falc-used-"));
  const used = path.join(folder, "usage.json");
  // Written by the main thread when it ends; the flag reaches the compiling thread too.
  const record = `data:text/javascript,${encodeURIComponent(
    `import { isMainThread } from "node:worker_threads"; import { writeFileSync } from "node:fs";
     if (isMainThread && ${isPatient}) {
       const { setTimeout } = globalThis;
       globalThis.setTimeout = (run, ms, ...rest) => setTimeout(run, ms >= 60_000 ? ms * 100 : ms, ...rest);
     }
     if (isMainThread) process.on("exit", () => writeFileSync(${JSON.stringify(used)}, JSON.stringify(process.resourceUsage())));`,
  )}`;
  const begun = performance.now();
  const child = spawn(process.execPath, ["--import", record, bin, "compile", ...argv], {
    cwd: root,
    env: { PATH: process.env["PATH"] },
    stdio: ["ignore", "pipe", "pipe"],
    ...(!isPatient && { timeout: 120_000, killSignal: "SIGKILL" }),
  });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.on("close", (...ended) => resolve(ended)),
  );
  const seconds = (performance.now() - begun) / 1000;
  const usage = readUsage(used);
  rmSync(folder, { recursive: true });
  return {
    ...{ code, signal, out, err, seconds },
    cpuSeconds: usage && (usage.userCPUTime + usage.systemCPUTime) / 1e6,
    megabytes: usage && usage.maxRSS / 1024,
  };
}

function readUsage(file: string): NodeJS.ResourceUsage | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as NodeJS.ResourceUsage;
  } catch {
    return undefined;
  }
}
