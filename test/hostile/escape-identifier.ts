// Writes a name by escapes.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  \u0065val("globalThis.canary = 1");
  const \u{61}bc = 1;
  await me({ prompt: `${abc}` });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
