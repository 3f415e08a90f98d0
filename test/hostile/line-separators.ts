// Ends lines by characters that only some take for line ends.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  // comment  const x = undefinedName;
  // other  const y = undefinedName;
  await me({ prompt: "a b" });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
