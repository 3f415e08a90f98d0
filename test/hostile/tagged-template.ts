// Calls a function by a template.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const tag = (parts: any) => parts.constructor.constructor('globalThis.canary = 1; process.mainModule.require("node:fs").writeFileSync("canary", "")')();
  await me({ prompt: `${(tag as any)`x`}` });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
