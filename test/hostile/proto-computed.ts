// Writes a computed __proto__ key.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const key = "__proto__";
  const o: any = { [key]: { polluted: "yes" } };
  const other: any = {};
  await me({ prompt: `${other.polluted}`, xs: o });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
