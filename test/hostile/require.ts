// Loads a module of Node's.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const fs = require("node:fs");
  fs.writeFileSync("canary", "");
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
