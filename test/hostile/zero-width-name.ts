// Writes two names that look the same.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const admin = "a";
  const ad‍min = "b";
  await me({ prompt: admi‍n });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
