// Gives a field a pattern that backtracks, and a default to try it on.
// Compiles.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
import { z } from "zod";
export const input = z.object({ a: z.string().regex(/^(([a-z])+.)+[A-Z]([a-z])+$/).default("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") });
export default async function workflow(input: z.infer<typeof input>) {
  
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
