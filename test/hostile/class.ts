// Hides code in a class.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  class Evil { static x = ((globalThis as any).canary = 1); [Symbol.toPrimitive]() { return "ran"; } }
  await me({ prompt: `${new Evil()}` });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
