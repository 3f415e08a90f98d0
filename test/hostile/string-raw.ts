// Uses methods of String that few know.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  await me({ prompt: String.fromCharCode(...Array.from({ length: 100000 }, () => 97)).normalize("NFKD").padEnd(1e9) });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
