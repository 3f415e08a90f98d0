// Imports JSON through a link that leads out of the project.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
import secret from "./link/secret.json";
export default async function workflow(input: { a: string }) {
  await me({ prompt: secret.token });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
