// Has byte order marks at odd places.
// Compiles.
﻿import { model } from "falc";
const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");
﻿export default async function workflow(input: { a: string }) {
  const end = await me({ prompt: input.a﻿ });
  return { t: end.text };
}
