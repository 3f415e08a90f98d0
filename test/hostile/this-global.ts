// Reaches the global object through this.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const f = function (this: any) { this.canary = 1; return "ran"; };
  await me({ prompt: f() });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
