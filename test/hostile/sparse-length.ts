// Makes a list four billion long by its length.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const xs: any[] = [];
  xs.length = 4294967295;
  xs.reverse();
  xs.fill(0);
  await me({ prompt: "a", xs });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
