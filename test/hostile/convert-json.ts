// Gives an object a toJSON and sends it.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  await me({ prompt: "a", xs: { toJSON: () => "ran" } });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
