// Hides code in a setter.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const o = { set prompt(v: string) { (globalThis as any).canary = 1; } };
  o.prompt = "a";
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
