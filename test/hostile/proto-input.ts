// Names fields of the input as what every object has.
// Compiles.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string; constructor: string; toString: string; hasOwnProperty: string }) {
  
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
