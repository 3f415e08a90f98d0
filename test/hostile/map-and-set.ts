// Fills a Map and a Set without end.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const m = new Map<number, unknown>();
  for (let i = 0; ; i++) m.set(i, new Set([i, m]));
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
