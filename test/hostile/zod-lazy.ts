// Gives zod a schema that contains itself.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
import { z } from "zod";
const node: any = z.lazy(() => z.array(node));
export const input = z.object({ a: z.string(), node });
export default async function workflow(input: z.infer<typeof input>) {
  
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
