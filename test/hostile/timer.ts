// Runs text as code from a timer.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  setTimeout('globalThis.canary = 1; process.mainModule.require("node:fs").writeFileSync("canary", "")' as any, 0);
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
