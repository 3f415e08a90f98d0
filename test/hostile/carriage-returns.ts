// Ends lines by carriage returns only.
// Refused.
import { model } from "falc";const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");// a commentexport default async function workflow(input: { a: string }) {  const end = await me({ prompt: undefinedName });  return { t: end.text };}