// Declares what is not there.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
declare const evil: (input: { prompt: string }) => Promise<{ text: string }>;
export default async function workflow(input: { a: string }) {
  await evil({ prompt: input.a });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
