// Takes __proto__ out of an object by a pattern.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const { __proto__: p, constructor: c } = {} as any;
  p.polluted = "yes";
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
