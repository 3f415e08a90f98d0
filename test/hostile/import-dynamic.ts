// Imports a module while it runs.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const fs = await import("node:fs");
  fs.writeFileSync("canary", "");
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
