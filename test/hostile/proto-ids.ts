// Fixes node ids to what every object has.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const r = await me({ prompt: "a" }, { id: "constructor" });
  const s = await me({ prompt: "b" }, { id: "__proto__" });
  return { a: r.text, b: s.text };
}
