// Names an enum's members as what every object has.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
enum E { constructor, __proto__, toString }
export default async function workflow(input: { a: string }) {
  await me({ prompt: `${E.constructor} ${E.__proto__} ${E[0]}` });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
