// Imports a package for its effects.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
import "evil";
export default async function workflow(input: { a: string }) {
  
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
