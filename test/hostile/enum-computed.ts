// Computes an enum's members by calls.
// Compiles.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
const enum E { A = (() => 1)() as any }
export default async function workflow(input: { a: string }) {
  await me({ prompt: `${E.A}` });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
