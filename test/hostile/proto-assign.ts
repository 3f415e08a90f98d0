// Pollutes by Object.assign.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  Object.assign(Object.prototype, { polluted: "yes" });
  Object.assign({} as any, JSON.parse('{"__proto__":{"polluted":"yes"}}'));
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
