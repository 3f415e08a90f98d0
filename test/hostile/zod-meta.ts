// Registers schemas under one id, and under names that every object has.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
import { z } from "zod";
export const input = z.object({ a: z.string().meta({ id: "x" }), b: z.number().meta({ id: "x" }), c: z.string().meta({ __proto__: { polluted: 1 }, constructor: 1 } as any) });
export default async function workflow(input: z.infer<typeof input>) {
  
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
