// Computes the input type.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { [K in "a" | "b"]: string }) {
  
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
