// Parses JSON with a reviver that runs code.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  JSON.parse("[1]", () => ((globalThis as any).canary = 1));
  JSON.stringify({ toJSON: () => ((globalThis as any).canary = 1) });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
