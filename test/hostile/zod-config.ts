// Changes zod for everybody.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
import { z } from "zod";
(z as any).config({ customError: () => "ran" });
(z as any).globalRegistry.clear();
export const input = z.object({ a: z.string() });
export default async function workflow(input: z.infer<typeof input>) {
  
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
