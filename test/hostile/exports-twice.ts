// Exports two defaults.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function other(input: { a: string }) { return { t: (await me({ prompt: input.a })).text }; }
export default async function workflow(input: { a: string }) {
  await me({ prompt: "a" });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
