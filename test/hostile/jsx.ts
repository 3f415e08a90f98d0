// Is written in JSX.
// Refused.
import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
  const s: any = <div onload="alert(1)">a</div>;
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
