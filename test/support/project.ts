/** A project in a temporary folder, in which `falc` runs as a function: no process, no terminal, no network. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Io, Output } from "../../src/cli/io.ts";
import { main } from "../../src/cli/main.ts";

export interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Settings {
  /** Relative to the project. */
  readonly cwd?: string;
  readonly env?: Io["env"];
  readonly stdin?: string | Uint8Array;
  /** Simulates Ctrl-C. */
  readonly interrupt?: AbortSignal;
  /** Makes standard error a terminal with this many columns. */
  readonly columns?: number;
  /** Answers a question, as somebody at a terminal. */
  readonly ask?: (question: string) => string;
  /** Called with every chunk of standard error as it is written. */
  readonly onError?: (text: string) => void;
  /** The same of standard output. */
  readonly onOutput?: (text: string) => void;
}

export class TestProject {
  readonly root = realpathSync(mkdtempSync(path.join(tmpdir(), "falc-cli-")));

  /** Path → content. */
  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    for (const [file, content] of Object.entries(files)) this.write(file, content);
  }

  path(file: string): string {
    return path.join(this.root, file);
  }

  write(file: string, content: string | Uint8Array): void {
    mkdirSync(path.dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), content);
  }

  read(file: string): string {
    return readFileSync(this.path(file), "utf8");
  }

  async falc(argv: readonly string[], settings: Settings = {}): Promise<Result> {
    const { cwd = ".", env = {}, stdin = "", interrupt, columns, ask, onError, onOutput } = settings;
    const [stdout, stderr] = [new Recorder(undefined, onOutput), new Recorder(columns, onError)];
    const code = await main(argv, {
      cwd: path.join(this.root, cwd),
      env,
      stdout,
      stderr,
      readStdin: () => Promise.resolve(typeof stdin === "string" ? Buffer.from(stdin) : stdin),
      ...(ask !== undefined && { ask: (question) => Promise.resolve(ask(question)) }),
      catchInterrupt: () => interrupt ?? new AbortController().signal,
    });
    return { code, out: stdout.text, err: stderr.text };
  }
}

class Recorder implements Output {
  text = "";
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly rows = 24;
  readonly #listen: ((text: string) => void) | undefined;

  constructor(columns: number | undefined, listen?: (text: string) => void) {
    this.isTerminal = columns !== undefined;
    this.columns = columns ?? 80;
    this.#listen = listen;
  }

  write(text: string): void {
    this.text += text;
    this.#listen?.(text);
  }
}

/** Two calls that return text, which the emulator answers immediately. */
export const chat = `import { model } from "falc";

const llm = model("openrouter/router");

interface Input {
  /** What to talk about */
  topic: string;
}

/** A question and its answer. */
export default async function chat({ topic }: Input) {
  const question = await llm({ model: "google/gemini-2.5-flash", prompt: \`Ask about \${topic}\` });
  const answer = await llm({ model: "google/gemini-2.5-flash", prompt: question.output });
  return { answer: answer.output };
}
`;

/** Inputs of every kind; `review` fails if it is given a picture that does not exist. */
export const fields = `import { model } from "falc";
import { z } from "zod";

const llm = model("openrouter/router");
const see = model("openrouter/router/vision");

export const input = z.object({
  prompt: z.string().min(3).describe("What to show"),
  image_urls: z.array(z.string()).default([]).describe("Pictures to compare with"),
  hd: z.boolean().default(true).describe("Large"),
  steps: z.number().int().min(1).max(50).default(28),
  size: z.enum(["square", "portrait"]).default("square"),
  json: z.string().default("x"),
});

/** Every kind of field. */
export default async function fields(i: z.infer<typeof input>) {
  const review = await see({ model: "m", prompt: i.prompt, image_urls: i.image_urls });
  const follow = await llm({ model: "m", prompt: review.output });
  const other = await llm({ model: "m", prompt: i.prompt });
  return {
    prompt: i.prompt,
    image_urls: i.image_urls,
    hd: i.hd,
    steps: i.steps,
    size: i.size,
    json: i.json,
    follow: follow.output,
    other: other.output,
  };
}
`;

/** A declared endpoint, and a call that does not wait for it. */
export const custom = `import { model } from "falc";

const mine = model<{ prompt: string }, { text: string }>("me/app");
const llm = model("openrouter/router");

export default async function custom({ prompt }: { prompt: string }) {
  const said = await mine({ prompt });
  const after = await llm({ model: "m", prompt: said.text });
  const other = await llm({ model: "m", prompt });
  return { after: after.output, other: other.output };
}
`;
