// Replaces a result in finally.
// Compiles.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const f = () => { try { return "a"; } finally { return "b"; } };
  await me({ prompt: f() });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
