// Reaches the global object by other names.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  (window as any).canary = 1;
  (global as any).canary = 1;
  (self as any).canary = 1;
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
