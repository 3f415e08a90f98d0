/** Where the fields that a call sends are written. */
import { expect, test } from "vitest";
import { compileText } from "../../support/compile-source.ts";

function placesOf(text: string, files: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { emitted, diagnostics } = compileText({ "main.ts": text, ...files });
  expect(diagnostics.filter(({ kind }) => kind !== "warning").map(({ message }) => message)).toEqual([]);
  const [places = {}] = Object.values(emitted?.fieldPlaces ?? {});
  return Object.fromEntries(
    Object.entries(places).map(([name, { file, line, column }]) => [
      name,
      `${file.replace(/^.*\//, "")} ${line}:${column}`,
    ]),
  );
}

test("are those of their names, at any depth", () => {
  const text = `import { model } from "falc";
const me = model<{ prompt: string; loras?: { path: string; scale?: number }[]; size?: { width: number } }, { text: string }>("me/app");
export default async function workflow({ prompt }: { prompt: string }) {
  const made = await me({
    prompt,
    loras: [{ path: "a" }, { path: "b", scale: 2 }],
    size: { width: 8 },
  });
  return { text: made.text };
}
`;
  expect(placesOf(text)).toEqual({
    prompt: "main.ts 5:5",
    loras: "main.ts 6:5",
    "loras[0].path": "main.ts 6:15",
    "loras[1].path": "main.ts 6:30",
    "loras[1].scale": "main.ts 6:41",
    size: "main.ts 7:5",
    "size.width": "main.ts 7:13",
  });
});

test("are that of the object if it is not written out at the call", () => {
  const text = `import { model } from "falc";
import { base } from "./_base.ts";
const me = model<{ prompt: string; seed?: number; steps?: number }, { text: string }>("me/app");
export default async function workflow(input: { prompt: string }) {
  const sent = { ...base, prompt: input.prompt };
  const made = await me(sent);
  return { text: made.text };
}
`;
  const files = { "_base.ts": "export const base = {\n  seed: 7,\n};\n" };
  expect(placesOf(text, files)).toEqual({ seed: "main.ts 6:25", prompt: "main.ts 6:25" });
});

test("are in the helper that writes them, and in the spread for what it adds", () => {
  const text = `import { model } from "falc";
import { made } from "./_made.ts";
export default async function workflow(input: { prompt: string }) {
  return { text: await made(input.prompt) };
}
`;
  const files = {
    "_made.ts": `import { model } from "falc";
const me = model<{ prompt: string; seed?: number }, { text: string }>("me/app");
const base = { seed: 7 };
export async function made(prompt: string) {
  return (await me({ ...base, prompt })).text;
}
`,
  };
  expect(placesOf(text, files)).toEqual({ seed: "_made.ts 5:22", prompt: "_made.ts 5:31" });
});

test("are not more than fifty", () => {
  const fields = Array.from({ length: 200 }, (_, index) => `k${index}: ${index}`).join(", ");
  const text = `import { model } from "falc";
const me = model<Record<string, number>, { text: string }>("me/app");
export default async function workflow() {
  const made = await me({ ${fields} });
  return { text: made.text };
}
`;
  expect(Object.keys(placesOf(text))).toHaveLength(50);
});
