/**
 * `npm run bench`: what a person waits for, as a multiple of `node -e ''` on the same machine. Interleaved rounds, one
 * warm-up, medians of the whole process. Needs a build.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const falc = fileURLToPath(new URL("../dist/cli/bin.js", import.meta.url));
const rounds = 7;
const folder = mkdtempSync(path.join(tmpdir(), "falc-bench-"));
mkdirSync(path.join(folder, "workflows"));

const hundred = path.join(folder, "hundred");
mkdirSync(path.join(hundred, "workflows"), { recursive: true });
for (let index = 0; index < 100; index++) {
  writeFileSync(path.join(hundred, "workflows", `w${index}.ts`), workflow(2));
}
const chain = path.join(folder, "chain");
mkdirSync(path.join(chain, "workflows"), { recursive: true });
writeFileSync(path.join(chain, "workflows", "chain.ts"), workflow(10_000));
writeFileSync(path.join(folder, "workflows", "one.ts"), workflow(2));

function workflow(calls: number): string {
  const lines = Array.from({ length: calls - 1 }, (_, index) => {
    const source = index === 0 ? "photo.images[0].url" : `step${index}.image.url`;
    return `  const step${index + 1} = await upscale({ image_url: ${source} });`;
  });
  return [
    `import { model } from "falc";`,
    `const flux = model("fal-ai/flux/dev");`,
    `const upscale = model("fal-ai/clarity-upscaler");`,
    `export default async function workflow(input: { prompt: string }) {`,
    `  const photo = await flux({ prompt: input.prompt });`,
    ...lines,
    `  return { image: step${calls - 1}.image };`,
    `}`,
    "",
  ].join("\n");
}

interface Case {
  readonly name: string;
  readonly cwd: string;
  readonly args: readonly string[];
}

const cases: readonly Case[] = [
  { name: "node -e ''", cwd: folder, args: ["-e", ""] },
  { name: "falc --version", cwd: folder, args: [falc, "--version"] },
  { name: "falc compile, 1 workflow", cwd: folder, args: [falc, "compile", "one"] },
  { name: "falc run, 2 nodes emulated", cwd: folder, args: [falc, "run", "one", "--prompt", "a chair"] },
  { name: "falc compile, 100 workflows", cwd: hundred, args: [falc, "compile"] },
  { name: "falc compile, 10,000 calls", cwd: chain, args: [falc, "compile"] },
];

// Some machines make Node read a certificate file at every start; that is not what is measured here.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
const times = new Map<Case, number[]>(cases.map((one) => [one, []]));
try {
  for (let round = 0; round <= rounds; round++) {
    for (const one of cases) {
      const begun = performance.now();
      execFileSync(process.execPath, [...one.args], { cwd: one.cwd, env, stdio: "ignore" });
      if (round > 0) times.get(one)?.push(performance.now() - begun);
    }
  }
  const median = (values: readonly number[]) =>
    values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
  const [base] = [...times.values()].map(median);
  for (const [{ name }, values] of times) {
    const ms = median(values);
    console.log(
      `${name.padEnd(30)} ${ms.toFixed(0).padStart(6)} ms  ${(ms / (base ?? ms)).toFixed(1).padStart(5)} x`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
