// Spreads an object with an iterator of its own, which the compiler evaluates as JavaScript would.
// Compiles.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const o: any = { [Symbol.iterator]: function* () { yield "mine"; } };
  await me({ prompt: [...o].join() });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
