// Hides code in comments as HTML has them.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const s = 1;
  <!-- const t = undefinedName;
  --> const u = undefinedName;
  await me({ prompt: `${s}` });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
