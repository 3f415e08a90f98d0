/** A mutant that drops something, with a program that uses what it drops. */
import type { Mutant } from "../../../support/mutants/mutant.ts";

export interface Dropped extends Mutant {
  /** The files; `main.ts` is the workflow. */
  readonly program: Readonly<Record<string, string>>;
}

interface Parts {
  /** Between the imports and the workflow. */
  readonly before?: string;
  /** The type of the workflow's input. */
  readonly input?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** A workflow with this body. `draw` sends a prompt and anything else; `text` gives a text. */
export function workflow(body: string, { before = "", input = "prompt: string", files = {} }: Parts = {}) {
  const main = `import { model } from "falc";
const draw = model<{ prompt: string; list?: unknown; data?: unknown }, { url: string; image: { url: string }; texts: string[] }>("me/draw");
${before}
export default async function workflow(input: { ${input} }) {
  ${body}
}
`;
  return { ...files, "main.ts": main };
}

/** The list without its last element. */
export function butLast<Element>(list: readonly Element[]): Element[] {
  return list.slice(0, -1);
}
