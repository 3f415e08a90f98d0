// Hides code in a getter.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const o = { get prompt() { (globalThis as any).canary = 1; return "ran"; } };
  await me({ prompt: o.prompt });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
