// Imports a module of Node's.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
import { writeFileSync } from "node:fs";
export default async function workflow(input: { a: string }) {
  writeFileSync("canary", "");
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
