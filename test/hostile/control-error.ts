// Throws a message full of control characters.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  throw new Error("\x1b[2J\r\nerror: \u202efake\u0007 ::error file=a::fake\n::error::fake");
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
