// Imports a file by its absolute path.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
import secret from "/etc/passwd";
export default async function workflow(input: { a: string }) {
  await me({ prompt: secret });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
