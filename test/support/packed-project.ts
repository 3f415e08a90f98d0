/** An empty project with the packed package in its node_modules, as an installation leaves it, but without a registry. */
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { TestProject } from "./project.ts";

const repository = fileURLToPath(new URL("../../", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface PackedProject {
  readonly project: TestProject;
  /** Of the packed package. */
  readonly bytes: number;
  /** Runs Node with these arguments, in the project and without a key. */
  node(...argv: string[]): Promise<Ended>;
}

/** `packages`: what the project has installed besides falc's own dependencies. `npm run build` comes first. */
export function packedProject(
  files: Readonly<Record<string, string>>,
  packages: readonly string[] = [],
): PackedProject {
  const project = new TestProject({ "package.json": '{ "type": "module", "private": true }', ...files });
  const installed = project.path("node_modules/falc");
  mkdirSync(installed, { recursive: true });
  const bytes = unpack(installed);
  const { dependencies } = JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  for (const name of [...Object.keys(dependencies), ...packages]) link(name, project);
  return { project, bytes, node: (...argv) => run(project.root, argv) };
}

function unpack(folder: string): number {
  const packed = mkdtempSync(path.join(tmpdir(), "falc-packed-"));
  const argv = ["pack", "--ignore-scripts", "--json", "--pack-destination", packed];
  const listed = execFileSync("npm", argv, {
    cwd: repository,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [{ filename, size }] = JSON.parse(listed) as [{ readonly filename: string; readonly size: number }];
  execFileSync("tar", ["-xzf", path.join(packed, filename), "-C", folder, "--strip-components=1"]);
  rmSync(packed, { recursive: true });
  return size;
}

function link(name: string, project: TestProject): void {
  const target = project.path(`node_modules/${name}`);
  mkdirSync(path.dirname(target), { recursive: true });
  symlinkSync(path.join(repository, "node_modules", name), target, "junction");
}

function run(cwd: string, argv: readonly string[]): Promise<Ended> {
  const { FAL_KEY: _, ...env } = process.env;
  const child = spawn(process.execPath, argv, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (err += chunk));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}
