// Declares an input type that grows by its arguments.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
type G<T> = { a: G<[T, T]>; b: G<{ x: T }> };
export default async function workflow(input: { a: string; b: G<G<G<string>>> }) {
  
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
