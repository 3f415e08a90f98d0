import { chmodSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import type { TestProject } from "./project.ts";

/** What `run` does without the privileges of root, to whom everything is allowed. */
export async function withoutPrivileges<Value>(
  project: TestProject,
  run: () => Promise<Value>,
): Promise<Value> {
  if (process.geteuid?.() !== 0) return run();
  for (const folder of [project.root, path.dirname(project.root)]) chmodSync(folder, 0o755);
  process.seteuid?.(65_534);
  try {
    return await run();
  } finally {
    process.seteuid?.(0);
  }
}
