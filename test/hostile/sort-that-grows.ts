// Sorts a list that its comparison makes longer.
// Compiles.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const xs = [3, 2, 1];
  xs.sort((a, b) => { xs.push(0); return a - b; });
  await me({ prompt: xs.join() });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
