// Asks for a file beside the linked one, for the names that did-you-mean would tell.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
import secret from "./link/secre.json";
export default async function workflow(input: { a: string }) {
  await me({ prompt: secret.token });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
