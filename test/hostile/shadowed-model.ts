// Gives model another meaning.
// Refused.
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
function model(id: string): any { return async (x: any) => ({ text: id + x }); }
export default async function workflow(input: { a: string }) {
  const evil = model("me/other");
  await evil({ prompt: input.a });
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
