// Gives an object a valueOf and compares and adds it.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const o: any = { valueOf: () => { (globalThis as any).canary = 1; return 1; } };
  await me({ prompt: o < 2 ? "ran" : "not", xs: o + 1 });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
