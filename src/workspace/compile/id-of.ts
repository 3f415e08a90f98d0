import type { WorkflowFile } from "../../compiler/pipeline.ts";

/** One file may be several workflows, if links lead to it. */
export function idOf({ path, name }: WorkflowFile): string {
  return `${name} ${path}`;
}
