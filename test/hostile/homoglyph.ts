// Writes a name with a letter of another alphabet.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const сonst = "cyrillic";
  await me({ prompt: сonst, xs: undefinedName });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
