// Assigns to __proto__ of a list.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const xs: any = [1];
  xs.__proto__.polluted = "yes";
  xs["__proto__"] = {};
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
