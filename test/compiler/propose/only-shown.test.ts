/** A suggestion costs a search of the file, so it is made once for each diagnostic that is shown, and for nothing else. */
import { beforeAll, beforeEach, expect, test, vi } from "vitest";

let compileText: (typeof import("../../support/compile-source.ts"))["compileText"];

// Files share their modules, so the ones that are replaced here may already be loaded.
beforeAll(async () => {
  vi.resetModules();
  ({ compileText } = await import("../../support/compile-source.ts"));
});

const made: string[] = [];

vi.mock("../../../src/compiler/propose/table.ts", async (original) => {
  const table = await original<typeof import("../../../src/compiler/propose/table.ts")>();
  return {
    ...table,
    suggestionAt: (...given: Parameters<typeof table.suggestionAt>) => {
      made.push(given[0].code);
      return table.suggestionAt(...given);
    },
  };
});

vi.mock("../../../src/compiler/propose/sent/fault.ts", async (original) => {
  const module = await original<typeof import("../../../src/compiler/propose/sent/fault.ts")>();
  return {
    ...module,
    suggestForFault: (...given: Parameters<typeof module.suggestForFault>) => {
      made.push(given[0].kind);
      return module.suggestForFault(...given);
    },
  };
});

const counted = vi.hoisted(() => ({ evaluations: 0 }));

vi.mock("../../../src/compiler/2-evaluate/survey.ts", async (original) => {
  const survey = await original<typeof import("../../../src/compiler/2-evaluate/survey.ts")>();
  return {
    ...survey,
    countEvaluations: (...given: Parameters<typeof survey.countEvaluations>) => {
      counted.evaluations++;
      return survey.countEvaluations(...given);
    },
  };
});

beforeEach(() => {
  made.length = 0;
  counted.evaluations = 0;
});

const workflow = (body: string) => `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
export default async function shot({ prompt, mode }: { prompt: string; mode: string }) {
${body}
}
`;

test("without problems, nothing is suggested or counted", () => {
  const { diagnostics } = compileText(
    workflow(`  const photo = await flux({ prompt: \`\${prompt} \${mode}\` });
  return { image: photo.images[0].url };`),
  );
  expect(diagnostics).toEqual([]);
  expect(made).toEqual([]);
  expect(counted.evaluations).toBe(0);
});

test("a problem of every iteration, and those that follow from a guess, cost one suggestion", () => {
  const { diagnostics } = compileText(
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

test("a required field that is missing because its name is misspelt costs nothing of its own", () => {
  const { diagnostics } = compileText(
    workflow(`  const photo = await flux({ promt: prompt });
  return { image: photo.images[0].url, mode };`),
  );
  expect(diagnostics).toHaveLength(1);
  expect(made).toEqual(["unknown"]);
  expect(counted.evaluations).toBe(0);
});

test("only a change of a line that may run for others is counted", () => {
  const { diagnostics } = compileText(
    workflow(`  const photo = await flux({ prompt: prompt.trim() });
  return { image: photo.images[0].url, mode };`),
  );
  expect(diagnostics.map(({ code }) => code)).toEqual(["method-on-reference"]);
  expect(made).toEqual(["method-on-reference"]);
  expect(counted.evaluations).toBe(1);
});
