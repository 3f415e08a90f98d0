// Names variables, functions and calls as what every object has.
// Compiles.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const constructor = await me({ prompt: "a" });
  const hasOwnProperty = await me({ prompt: "b" });
  const valueOf = await me({ prompt: "c" });
  return { constructor: constructor.text, hasOwnProperty: hasOwnProperty.text, valueOf: valueOf.text };
}
