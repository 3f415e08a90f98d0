// Goes through matches of an empty pattern without end.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const r = /(?:)/g;
  let n = 0;
  while (r.exec("abc") !== null) n++;
  await me({ prompt: `${n}` });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
