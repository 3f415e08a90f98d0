// Spreads JSON with a __proto__ key.
// Compiles.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
import data from "./_proto.json";
export default async function workflow(input: { a: string }) {
  const o: any = { ...data };
  await me({ prompt: `${o.polluted}`, xs: o });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
