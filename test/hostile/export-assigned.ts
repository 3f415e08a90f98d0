// Exports as CommonJS does.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
async function workflow(input: { a: string }) { return { t: (await me({ prompt: input.a })).text }; }
export = workflow;
module.exports = workflow;
