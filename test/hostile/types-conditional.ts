// Computes the input type by conditions without end.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
type L<N extends number, A extends unknown[] = []> = A['length'] extends N ? A : L<N, [...A, unknown]>;
export default async function workflow(input: { a: string; b: L<100000> }) {
  
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
