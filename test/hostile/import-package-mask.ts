// Imports a package that the project has put in the place of falc's own zod.
// Compiles.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
import { z } from "zod";
export const input = z.object({ a: z.string().default("zod") });
export default async function workflow(input: z.infer<typeof input>) {
  
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
