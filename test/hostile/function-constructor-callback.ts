// Gives Function to map, which would make functions of texts.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  ['globalThis.canary = 1; process.mainModule.require("node:fs").writeFileSync("canary", "")'].map(Function as any);
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
