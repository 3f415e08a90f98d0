// Reaches the constructor of a zod schema.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
import { z } from "zod";
const s: any = z.string();
s.constructor.constructor('globalThis.canary = 1; process.mainModule.require("node:fs").writeFileSync("canary", "")')();
export const input = z.object({ a: z.string() });
export default async function workflow(input: z.infer<typeof input>) {
  
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
