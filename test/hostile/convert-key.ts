// Uses an object with toString as a key.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const o: any = { toString: () => "ran" };
  const map: any = { [o]: 1 };
  await me({ prompt: `${map[o]}` });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
