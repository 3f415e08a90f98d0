/** The workflows that are killed. All calls of a run are different from those of runs with other inputs. */

const head = `import { model } from "falc";
const llm = model("openrouter/router");
const see = model("openrouter/router/vision");
const flux = model("fal-ai/flux/dev");
const ask = (prompt: string) => llm({ model: "google/gemini-2.5-flash", prompt });
const small = { width: 64, height: 64 };
`;

export const workflows = {
  chain: `
export default async function chain(input: { prompt: string }) {
  const one = await ask(input.prompt + ", chain");
  const two = await ask(one.output + " two");
  const three = await ask(two.output + " three");
  const four = await ask(three.output + " four");
  return { answer: four.output };
}
`,
  wide: `
export default async function wide(input: { prompt: string }) {
  const all = await Promise.all(["a", "b", "c", "d", "e", "f"].map((letter) => ask(input.prompt + ", wide " + letter)));
  return { answers: all.map(({ output }) => output) };
}
`,
  diamond: `
export default async function diamond(input: { prompt: string }) {
  const top = await ask(input.prompt + ", diamond");
  const [left, right] = await Promise.all([ask(top.output + " left"), ask(top.output + " right")]);
  const bottom = await ask(left.output + " " + right.output);
  return { answer: bottom.output };
}
`,
  equal: `
export default async function equal(input: { prompt: string }) {
  const call = () => flux({ prompt: input.prompt + ", equal", image_size: small });
  const [one, two] = await Promise.all([call(), call()]);
  const seen = await see({
    model: "google/gemini-2.5-flash",
    prompt: input.prompt + ", both",
    image_urls: [one.images[0].url, two.images[0].url],
  });
  return { answer: seen.output, picture: one.images[0].url };
}
`,
  upload: `
export default async function upload(input: { prompt: string; image_url: string }) {
  const seen = await see({ model: "google/gemini-2.5-flash", prompt: input.prompt + ", upload", image_urls: [input.image_url] });
  const more = await ask(seen.output + " more");
  return { answer: more.output };
}
`,
} as const;

export type WorkflowName = keyof typeof workflows;

export const workflowNames = Object.keys(workflows) as readonly WorkflowName[]; // the keys of a constant

/** Path → source. */
export const workflowFiles: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(workflows).map(([name, source]) => [`workflows/${name}.ts`, head + source]),
);
