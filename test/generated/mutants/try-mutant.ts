/** Runs generated programs with a mutant until one notices. Built together with the compiler that can be mutated. */
import { withMutant } from "../../support/mutants/active.ts";
import { compileText } from "../../support/compile-source.ts";
import { runPrograms } from "../programs.ts";
import type { Finding } from "./finding.ts";
import { mutants } from "./table.ts";

/** Has a helper, a loop, an object, a list and a text, and uses none of them in a way that is easily done wrong. */
const control = `
import { model } from "falc";
const flux = model("fal-ai/flux/dev");
function describe(what: string) {
  return \`\${what}, sharp\`;
}
export default async function workflow({ prompt }: { prompt: string }) {
  const urls: string[] = [];
  const settings = { num_inference_steps: 28 };
  for (const seed of [1, 2]) {
    const photo = await flux({ prompt: describe(prompt), seed, ...settings });
    urls.push(photo.images[0].url);
  }
  return { urls };
}
`;

/** `name`: of a mutant; `undefined` for the compiler as it is. */
export async function tryMutant(
  name: string | undefined,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<Finding> {
  const mutant = name === undefined ? undefined : mutants.find((each) => each.name === name);
  if (name !== undefined && mutant === undefined) throw new Error(`there is no mutant “${name}”`);
  return withMutant(mutant, async () => {
    const isAlive = compileText(control).emitted !== undefined;
    const { mismatch } = await runPrograms({ count, seed, shrinkFor: 0 });
    const [, after] = /^case (\d+) of/.exec(mismatch ?? "") ?? [];
    return {
      isAlive,
      noticedAfter: after === undefined ? undefined : Number(after),
      what: /: (.*)/.exec(mismatch ?? "")?.[1] ?? "",
    };
  });
}
