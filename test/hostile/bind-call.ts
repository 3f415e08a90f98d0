// Binds falc's own functions.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  (([] as any).map.call as any).call(Function, 'globalThis.canary = 1; process.mainModule.require("node:fs").writeFileSync("canary", "")');
  ("a" as any).at.bind(null)(0);
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
