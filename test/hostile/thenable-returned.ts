// Returns an object that has a then from an async function.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const f = async (): Promise<any> => ({ then: (done: any) => done("ran") });
  const r = await f();
  await me({ prompt: `${r}` });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
