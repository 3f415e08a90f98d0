// Names fields of a zod input as what every object has.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
import { z } from "zod";
export const input = z.object({ a: z.string(), constructor: z.string(), ["__proto__"]: z.string() });
export default async function workflow(input: z.infer<typeof input>) {
  
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
