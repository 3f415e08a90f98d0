// Jumps out of a function to a label around it.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  outer: for (;;) {
    const f = () => { break outer; };
    f();
  }
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
