// Changes Object.prototype by defineProperty.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  Object.defineProperty(Object.prototype, "toJSON", { value: () => "polluted" });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
