// Writes __proto__ by escapes.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const o: any = { "\u005f_proto__": { polluted: "yes" }, "\x5f_proto__": 1 };
  await me({ prompt: "a", xs: o });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
