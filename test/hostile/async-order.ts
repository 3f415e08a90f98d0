// Decides by timing.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  let last = "";
  await Promise.all([1, 2].map(async (n) => { await me({ prompt: `${n}` }); last = `${n}`; }));
  await me({ prompt: last });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
