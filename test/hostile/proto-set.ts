// Sets a prototype by its function.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const o = {};
  Object.setPrototypeOf(o, { toString: () => "polluted" });
  Reflect.setPrototypeOf(o, null);
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
