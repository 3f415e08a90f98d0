// Turns the reading direction in a text, to hide what is sent.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const role = "user‮ ⁦// admin only⁩ ⁦";
  await me({ prompt: role, xs: undefinedName });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
