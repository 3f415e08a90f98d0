// Reads paths that every JavaScript object has from a result.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const r: any = await me({ prompt: input.a });
  return { a: r.constructor, b: r.__proto__, c: r.toString };
}
