// Gives an object to a string's method, which would convert it.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const o: any = { toString: () => "x", [Symbol.replace]: () => "ran" };
  await me({ prompt: "axb".replace(o, "y").split(o).join(o) });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
