/** The cost of checking and completing a workflow with falc's types, compared with the client's own. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Editor } from "./editor.ts";
import { medianOf } from "./median.ts";
import { writeWorkflows, type Author } from "./type-project.ts";
import { openTypeScript6 } from "./typescript-6.ts";
import { openTypeScript7, typescript7 } from "./typescript-7.ts";

export interface TypeFigure {
  /** `TypeScript 7, 100 files: check`. */
  readonly name: string;
  /** Median ms with the client's types. */
  readonly client: number;
  /** Median ms with falc's. */
  readonly falc: number;
  /** The median of each round's falc ÷ client, because the machine's load changes from round to round. */
  readonly ratio: number;
}

const typescript6 = fileURLToPath(new URL("../../node_modules/typescript-6/lib/tsc.js", import.meta.url));

const sizes = [
  { name: "1 file", files: 1, withZod: false },
  { name: "100 files", files: 100, withZod: false },
  { name: "100 files with zod", files: 100, withZod: true },
];

const versions = [
  { name: "TypeScript 7", open: openTypeScript7, check: [typescript7] },
  {
    name: "TypeScript 6",
    open: (folder: string) => Promise.resolve(openTypeScript6(folder)),
    check: [process.execPath, typescript6],
  },
];

/** Writes its projects into `folder`. Throws if a project has a type error, or a completion is missing. */
export async function measureTypes(
  folder: string,
  rounds: number,
  env: NodeJS.ProcessEnv,
): Promise<TypeFigure[]> {
  const projectOf = (author: Author, size: string) => path.join(folder, author, size.replaceAll(" ", "-"));
  for (const { name, files, withZod } of sizes) {
    for (const author of ["client", "falc"] as const) {
      mkdirSync(projectOf(author, name), { recursive: true });
      writeWorkflows(projectOf(author, name), author, files, withZod);
    }
  }

  const times = new Map<string, Record<Author, number[]>>();
  // The first round is a warm-up. The two take turns going first, because going second is cheaper.
  for (let round = 0; round <= rounds; round++) {
    if (round === 1) times.clear();
    const authors: readonly Author[] = round % 2 === 0 ? ["client", "falc"] : ["falc", "client"];
    for (const version of versions) {
      for (const size of sizes) {
        for (const author of authors) {
          const project = projectOf(author, size.name);
          const note = (what: string, ms: number) => {
            const name = `${version.name}, ${size.name}: ${what}`;
            if (!times.has(name)) times.set(name, { client: [], falc: [] });
            times.get(name)?.[author].push(ms);
          };
          checkAll(version.check, project, env, note);
          if (!size.withZod) await typeInEditor(version.open, project, note);
        }
      }
    }
  }
  return [...times].map(([name, { client, falc }]) => ({
    name,
    client: medianOf(client),
    falc: medianOf(falc),
    ratio: medianOf(falc.map((ms, index) => ms / (client[index] ?? Number.NaN))),
  }));
}

type Note = (what: string, ms: number) => void;

function checkAll(
  [command = "", ...args]: readonly string[],
  folder: string,
  env: NodeJS.ProcessEnv,
  note: Note,
): void {
  const begun = performance.now();
  execFileSync(command, [...args, "-p", folder], { env });
  note("check", performance.now() - begun);
}

/** A person opens `w0.ts`, and types. */
async function typeInEditor(
  open: (folder: string) => Promise<Editor>,
  folder: string,
  note: Note,
): Promise<void> {
  const file = path.join(folder, "w0.ts");
  const text = readFileSync(file, "utf8");
  const editor = await open(folder);
  const complete = async (what: string, from: string, to: string, expected: string) => {
    editor.write(file, text.replace(from, to));
    const begun = performance.now();
    const offered = await editor.complete(file, text.indexOf(from) + to.length);
    note(what, performance.now() - begun);
    if (!offered.some((label) => label === expected || label === `${expected}?`))
      throw new Error(`${what} in ${folder}: "${expected}" is not among what is offered`);
  };
  const image = "photo.images[0].";
  try {
    await complete(`${image} at first`, `${image}url });`, image, "url");
    for (const typed of ["u", "ur", "url", ""])
      await complete(`${image} after an edit`, `${image}url });`, `${image}${typed}`, "url");
    for (const typed of ["s", "se", "see", "seed"])
      await complete("key of an input", "paint({ prompt })", `paint({ prompt, ${typed}`, "seed");
    for (const typed of ["", "f", "fal-ai", "fal-ai/fl"])
      await complete(`model("…")`, `model("fal-ai/flux/dev`, `model("${typed}`, "fal-ai/flux/dev");
  } finally {
    editor.close();
  }
}
