// Matches many slow patterns, each of them short of a limit.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  let n = 0;
  for (let i = 0; i < 100000; i++) if (/^(a+)+$/.test("aaaaaaaaaaaaaaaaaaaaaaaa!")) n++;
  await me({ prompt: `${n}` });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
