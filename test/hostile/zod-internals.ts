// Reaches into a schema.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
import { z } from "zod";
const s: any = z.string();
s._zod.def.checks = [];
s.parse = () => 1;
export const input = z.object({ a: s });
export default async function workflow(input: z.infer<typeof input>) {
  
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
