// Makes a __proto__ key from entries.
// Compiles.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const o: any = Object.fromEntries([["__proto__", { polluted: "yes" }]]);
  const other: any = {};
  await me({ prompt: `${other.polluted}`, xs: o });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
