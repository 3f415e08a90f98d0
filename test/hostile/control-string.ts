// Puts escape sequences of terminals into texts that diagnostics show.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const s = "[2J[31mred31m";
  await me({ prompt: s, xs: undefinedName });
  const flux = model("fal-ai/\x1b[31mred");
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
