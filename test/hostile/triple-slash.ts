// Refers to files by comments.
// Compiles.
/// <reference path="../../secret.ts" />
/// <reference types="evil" />
/// <amd-module name="../../../evil" />
// @ts-nocheck
//# sourceMappingURL=../../secret.json
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
