// Gives defaults in comments that are no data.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: {
  /** @default (() => { globalThis.canary = 1; })() */
  a: string;
}) {
  await me({ prompt: input.a });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
