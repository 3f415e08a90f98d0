// Awaits an object that has a then.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const o: any = { then: (done: any) => { (globalThis as any).canary = 1; done("ran"); } };
  const r = await o;
  await me({ prompt: `${r}` });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
