/** A suggestion costs a search of the file, so it is made once for each diagnostic that is shown, and for nothing else. */
import { beforeAll, expect, test } from "vitest";
import { importMutable } from "../../support/mutants/mutable-compiler.ts";
import { counters } from "./only-shown/counters.ts";

let built: typeof import("./only-shown/compile-counted.ts");

beforeAll(async () => {
  const entry = new URL("./only-shown/compile-counted.ts", import.meta.url);
  built = await importMutable(entry, counters);
});

const workflow = (body: string) => `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
export default async function shot({ prompt, mode }: { prompt: string; mode: string }) {
${body}
}
`;

test("without problems, nothing is suggested or counted", async () => {
  const { diagnostics, made, evaluations } = await built.compileCounted(
    workflow(`  const photo = await flux({ prompt: \`\${prompt} \${mode}\` });
  return { image: photo.images[0].url };`),
  );
  expect(diagnostics).toEqual([]);
  expect(made).toEqual([]);
  expect(evaluations).toBe(0);
});

test("a problem of every iteration, and those that follow from a guess, cost one suggestion", async () => {
  const { diagnostics, made } = await built.compileCounted(
    workflow(`  let photo = await flux({ prompt });
  for (let index = 0; index < 200; index++) {
    if (mode === "wide") photo = await flux({ prompt: prompt.length > 3 ? prompt : mode });
  }
  const missing = undefined as unknown as { look: string };
  if (mode === "tall") console.log(missing.look);
  return { image: photo.images[0].url };`),
  );
  const shown = diagnostics.map(({ code }) => code);
  expect(shown.length).toBeGreaterThan(2);
  // `mode === "wide"` is 200 reports, and one search.
  expect(made.toSorted()).toEqual(shown.toSorted());
});

test("a required field that is missing because its name is misspelt costs nothing of its own", async () => {
  const { diagnostics, made, evaluations } = await built.compileCounted(
    workflow(`  const photo = await flux({ promt: prompt });
  return { image: photo.images[0].url, mode };`),
  );
  expect(diagnostics).toHaveLength(1);
  expect(made).toEqual(["unknown"]);
  expect(evaluations).toBe(0);
});

test("only a change of a line that may run for others is counted", async () => {
  const { diagnostics, made, evaluations } = await built.compileCounted(
    workflow(`  const photo = await flux({ prompt: prompt.trim() });
  return { image: photo.images[0].url, mode };`),
  );
  expect(diagnostics.map(({ code }) => code)).toEqual(["method-on-reference"]);
  expect(made).toEqual(["method-on-reference"]);
  expect(evaluations).toBe(1);
});
