// Makes a list four billion long by one index.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const xs: any[] = [];
  xs[4294967294] = 1;
  await me({ prompt: xs.slice().concat(xs).join(), xs: [...xs] });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
