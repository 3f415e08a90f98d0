// Gives an object a toString and puts it into a text.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const o = { toString: () => { (globalThis as any).canary = 1; return "ran"; } };
  await me({ prompt: `${o}` });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
