// Gives the language's names other meanings.
// Compiles.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const undefined = "defined";
  const Promise = { all: () => "own" };
  const Object = { keys: () => ["own"] };
  await me({ prompt: `${undefined} ${Promise.all()} ${Object.keys()}` });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
