// Hides code in a namespace.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
namespace N { (globalThis as any).canary = 1; export const x = "ran"; }
export default async function workflow(input: { a: string }) {
  await me({ prompt: N.x });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
