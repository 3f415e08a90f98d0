// Awaits a model at the top of the file.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
const first = await me({ prompt: "b" });
export default async function workflow(input: { a: string }) {
  await me({ prompt: "a" });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
