// Assigns to __proto__ of an object.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const o: any = {};
  o.__proto__ = { polluted: "yes" };
  o["__proto__"]["polluted"] = "yes";
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
