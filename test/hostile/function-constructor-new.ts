// Runs text as code through new Function.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  new Function('globalThis.canary = 1; process.mainModule.require("node:fs").writeFileSync("canary", "")')();
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
