// Imports code from a data URL.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
import secret from "data:text/javascript,globalThis.canary=1;export default 1";
export default async function workflow(input: { a: string }) {
  await me({ prompt: secret });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
