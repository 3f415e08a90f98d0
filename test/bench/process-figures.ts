/** What a person waits for at the command line: whole processes, as multiples of `node -e ''` on the same machine. */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { medianOf } from "./median.ts";

export interface ProcessFigure {
  readonly name: string;
  /** Median ms. */
  readonly ms: number;
}

interface Case {
  readonly name: string;
  readonly cwd: string;
  readonly args: readonly string[];
  /** The user's cache folder; by default one for all cases. */
  readonly cache?: string;
  /** Not measured. */
  readonly before?: (round: number) => void;
}

const falc = fileURLToPath(new URL("../../dist/falc.cjs", import.meta.url));

/** `node -e ''` comes first. Interleaved rounds; the first is a warm-up. */
export function measureProcesses(folder: string, rounds: number, env: NodeJS.ProcessEnv): ProcessFigure[] {
  const one = project(path.join(folder, "one"), { "one.ts": workflow(2) });
  const hundred = project(
    path.join(folder, "hundred"),
    Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`w${index}.ts`, workflow(2)])),
  );
  const chain = project(path.join(folder, "chain"), { "chain.ts": workflow(10_000) });
  const cache = path.join(folder, "cache");
  const emptyCache = path.join(folder, "empty-cache");
  const cases: Case[] = [
    { name: "node -e ''", cwd: one, args: ["-e", ""] },
    { name: "falc --version", cwd: one, args: [falc, "--version"] },
    { name: "falc compile, nothing changed", cwd: one, args: [falc, "compile", "one"] },
    {
      name: "falc compile, 1 workflow",
      cwd: one,
      args: [falc, "compile", "one"],
      before: (round) => writeFileSync(path.join(one, "workflows/one.ts"), `${workflow(2)}// ${round}\n`),
    },
    {
      name: "falc compile, first start",
      cwd: one,
      args: [falc, "compile", "one"],
      cache: emptyCache,
      before: () => rmSync(emptyCache, { recursive: true, force: true }),
    },
    { name: "falc run, 2 nodes emulated", cwd: one, args: [falc, "run", "one", "--prompt", "a chair"] },
    {
      name: "falc compile, 100 workflows",
      cwd: hundred,
      args: [falc, "compile"],
      before: (round) => writeFileSync(path.join(hundred, "workflows/w0.ts"), `${workflow(2)}// ${round}\n`),
    },
    {
      name: "falc compile, 10,000 calls",
      cwd: chain,
      args: [falc, "compile"],
      before: (round) =>
        writeFileSync(path.join(chain, "workflows/chain.ts"), `${workflow(10_000)}// ${round}\n`),
    },
  ];
  const times = cases.map((): number[] => []);
  const start = ({ cwd, args, cache: own = cache }: Case) =>
    execFileSync(process.execPath, args, { cwd, env: { ...env, XDG_CACHE_HOME: own }, stdio: "ignore" });
  for (let round = 0; round <= rounds; round++) {
    for (const [index, one] of cases.entries()) {
      one.before?.(round);
      const begun = performance.now();
      start(one);
      if (round > 0) times[index]?.push(performance.now() - begun);
    }
  }
  return cases.map(({ name }, index) => ({ name, ms: medianOf(times[index] ?? []) }));
}

function project(folder: string, workflows: Readonly<Record<string, string>>): string {
  mkdirSync(path.join(folder, "workflows"), { recursive: true });
  for (const [name, text] of Object.entries(workflows))
    writeFileSync(path.join(folder, "workflows", name), text);
  return folder;
}

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
