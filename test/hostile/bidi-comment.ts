// Turns the reading direction in a comment, to show code as a comment.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  /*‮ } ⁦if (isAdmin)⁩ ⁦ begin admins only */
  await me({ prompt: undefinedName });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
