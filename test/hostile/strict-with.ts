// Opens an object's names by with.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  with ({ me: () => 1 } as any) { (me as any)(); }
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
