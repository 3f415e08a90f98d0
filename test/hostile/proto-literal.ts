// Sets the prototype in a literal, to be read as a field.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const o: any = { __proto__: { prompt: "polluted" } };
  await me({ prompt: o.prompt });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
