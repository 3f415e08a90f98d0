// Begins a line as GitHub's workflow commands do.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const s = `
  ::error file=a.ts::fake
  ##[add-path]/tmp/evil
  `;
  await me({ prompt: s, xs: undefinedName });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
