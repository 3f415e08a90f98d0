// Collects __proto__ in a rest.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const { a, ...rest } = { a: 1, ["__proto__"]: { polluted: "yes" } } as any;
  await me({ prompt: `${rest.polluted}`, xs: rest });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
