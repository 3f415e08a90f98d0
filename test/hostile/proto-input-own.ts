// Names a field of the input __proto__.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string; __proto__: string }) {
  
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
