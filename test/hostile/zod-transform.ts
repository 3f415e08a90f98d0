// Gives zod a function that transforms.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
import { z } from "zod";
export const input = z.object({ a: z.string().transform(() => ((globalThis as any).canary = 1)) });
export default async function workflow(input: z.infer<typeof input>) {
  
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
