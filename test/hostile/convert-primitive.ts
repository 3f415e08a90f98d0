// Gives an object a Symbol.toPrimitive.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const o: any = { [Symbol.toPrimitive]: () => "ran" };
  await me({ prompt: `${o}` });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
