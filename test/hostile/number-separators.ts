// Writes numbers as only some read them.
// Compiles.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const xs = [1_000, 0x1_F, 0b1_1, 0o7_7, 1e400, 9007199254740993, .5, 5., 0.1e-7];
  const end = await me({ prompt: input.a, xs: [...xs.slice(0, 4), ...xs.slice(5)] });
  return { t: end.text };
}
