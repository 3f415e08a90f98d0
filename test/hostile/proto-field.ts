// Gives an endpoint fields that every JavaScript object has.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const flux = model("fal-ai/flux/dev");
  await flux({ prompt: "a", constructor: 1, toString: 2, valueOf: 3 } as any);
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
