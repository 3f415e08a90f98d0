// Sorts with a comparison that has no order.
// Compiles.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const xs = Array.from({ length: 1000 }, (_, i) => i);
  let n = 0;
  xs.sort(() => (n++ % 3) - 1);
  await me({ prompt: xs.join() });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
