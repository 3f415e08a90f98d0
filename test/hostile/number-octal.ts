// Writes a number that old engines read as octal.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const n = 010;
  await me({ prompt: `${n}` });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
