// Changes the language's types.
// Compiles.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
declare global { interface String { evil: string } }
export default async function workflow(input: { a: string }) {
  const s = ("a" as any).evil;
  await me({ prompt: `${s}` });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
