// Goes through an object that looks like an iterator.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const o: any = { next: () => ({ done: true }), length: 3 };
  for (const x of o) await me({ prompt: `${x}` });
  Array.from(o);
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
