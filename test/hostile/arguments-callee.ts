// Reaches the caller through arguments.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const f = function () { return (arguments as any).callee.caller; };
  await me({ prompt: `${f()}` });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
