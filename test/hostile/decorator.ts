// Hides code in a decorator.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
function run(..._: unknown[]): any { (globalThis as any).canary = 1; }
@run class Evil {}
export default async function workflow(input: { a: string }) {
  
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
