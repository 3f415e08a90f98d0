// Declares an input type that contains itself.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
type A = { a: string; next: B };
type B = { a: A[] };
export default async function workflow(input: A) {
  
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
