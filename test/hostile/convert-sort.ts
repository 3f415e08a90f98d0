// Sorts objects by their toString.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const xs: any[] = [{ toString: () => "b" }, { toString: () => "a" }];
  xs.sort();
  await me({ prompt: xs.join() });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
