import type { Io } from "../src/cli/io.ts";
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
    /** Stands for Ctrl-C. */
    readonly interrupt?: AbortSignal;
    /** Standard error is a terminal of this many columns. */
    readonly columns?: number;
    /** Sees every piece of standard error as it is written. */
    readonly onError?: (text: string) => void;
}
export declare class TestProject {
    readonly root: string;
    /** Path → content. */
    constructor(files?: Readonly<Record<string, string | Uint8Array>>);
    path(file: string): string;
    write(file: string, content: string | Uint8Array): void;
    read(file: string): string;
    falc(argv: readonly string[], settings?: Settings): Promise<Result>;
}
/** Two calls that answer with text, which the emulator gives at once. */
export declare const chat = "import { model } from \"falc\";\n\nconst llm = model(\"openrouter/router\");\n\ninterface Input {\n  /** What to talk about */\n  topic: string;\n}\n\n/** A question and its answer. */\nexport default async function chat({ topic }: Input) {\n  const question = await llm({ model: \"google/gemini-2.5-flash\", prompt: `Ask about ${topic}` });\n  const answer = await llm({ model: \"google/gemini-2.5-flash\", prompt: question.output });\n  return { answer: answer.output };\n}\n";
/** Inputs of every kind; \`review\` fails when it is given a picture that is not there. */
export declare const fields = "import { model } from \"falc\";\nimport { z } from \"zod\";\n\nconst llm = model(\"openrouter/router\");\nconst see = model(\"openrouter/router/vision\");\n\nexport const input = z.object({\n  prompt: z.string().min(3).describe(\"What to show\"),\n  image_urls: z.array(z.string()).default([]).describe(\"Pictures to compare with\"),\n  hd: z.boolean().default(true).describe(\"Large\"),\n  steps: z.number().int().min(1).max(50).default(28),\n  size: z.enum([\"square\", \"portrait\"]).default(\"square\"),\n  json: z.string().default(\"x\"),\n});\n\n/** Every kind of field. */\nexport default async function fields(i: z.infer<typeof input>) {\n  const review = await see({ model: \"m\", prompt: i.prompt, image_urls: i.image_urls });\n  const follow = await llm({ model: \"m\", prompt: review.output });\n  const other = await llm({ model: \"m\", prompt: i.prompt });\n  return {\n    prompt: i.prompt,\n    image_urls: i.image_urls,\n    hd: i.hd,\n    steps: i.steps,\n    size: i.size,\n    json: i.json,\n    follow: follow.output,\n    other: other.output,\n  };\n}\n";
/** An endpoint of one's own, and a call that does not wait for it. */
export declare const custom = "import { model } from \"falc\";\n\nconst mine = model<{ prompt: string }, { text: string }>(\"me/app\");\nconst llm = model(\"openrouter/router\");\n\nexport default async function custom({ prompt }: { prompt: string }) {\n  const said = await mine({ prompt });\n  const after = await llm({ model: \"m\", prompt: said.text });\n  const other = await llm({ model: \"m\", prompt });\n  return { after: after.output, other: other.output };\n}\n";
