// Decides by which promise is first.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const r = await Promise.race([me({ prompt: "a" }), me({ prompt: "b" })]);
  await me({ prompt: r.text });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
