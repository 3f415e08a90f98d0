// Asks numbers for more digits than there are.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  await me({ prompt: (1e21).toFixed(100) + (5).toString(37) + (0.1).toPrecision(1000) });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
