// Imports what every object has from a module.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
import { constructor, toString } from "./_helper.ts";
import * as all from "./_helper.ts";
const x = (all as any).__proto__;
export default async function workflow(input: { a: string }) {
  await me({ prompt: `${constructor}${toString}` });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
