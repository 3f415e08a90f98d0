// Runs text as code through the constructor of a function.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const f = () => 1;
  (f as any).constructor('globalThis.canary = 1; process.mainModule.require("node:fs").writeFileSync("canary", "")')();
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
