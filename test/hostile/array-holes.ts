// Makes a long list by its constructor.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const xs = new Array(4294967295);
  xs.map((x) => x);
  await me({ prompt: Array(1e9).join("a") });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
