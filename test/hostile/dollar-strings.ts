// Sends texts that the graph would read as references.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  await me({ prompt: "$input.a", xs: ["$me.text", { "$ref": "$x" }] });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
