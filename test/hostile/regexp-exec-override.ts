// Gives a pattern an exec of its own.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const r: any = /a/;
  r.exec = () => { (globalThis as any).canary = 1; return null; };
  await me({ prompt: `${r.test("a")}` });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
