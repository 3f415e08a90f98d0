// Changes Object.prototype.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  (Object.prototype as any).polluted = "yes";
  (Array.prototype as any).map = () => [1];
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
