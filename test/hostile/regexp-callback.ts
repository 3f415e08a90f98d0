// Replaces by a function.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  await me({ prompt: "a".replace(/a/, (() => ((globalThis as any).canary = 1, "b")) as any) });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
