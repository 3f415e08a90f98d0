// Reads the environment and sends it.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  await me({ prompt: process.env["HOME"] ?? "none" });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
