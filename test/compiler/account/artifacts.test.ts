/**
 * Coverage accounts for the whole of both artifacts: any change in their text, of a value, a key or the order of a
 * list, is noticed.
 */
import { describe, expect, test } from "vitest";
import { openCatalog } from "../../../src/endpoints/lookup.ts";
import { ModuleLoader } from "../../../src/compiler/1-parse/load.ts";
import { parse } from "../../../src/compiler/1-parse/parse.ts";
import { evaluate } from "../../../src/compiler/2-evaluate/evaluate.ts";
import { lower } from "../../../src/compiler/4-lower/lower.ts";
import { emit, type EmittedWorkflow } from "../../../src/compiler/5-emit/emit.ts";
import { cover } from "../../../src/compiler/account/cover.ts";
import { type Coverage, isComplete } from "../../../src/compiler/account/coverage.ts";
import { RecordingInterpreter } from "../../../src/compiler/account/recording-interpreter.ts";
import { Recording } from "../../../src/compiler/account/recording.ts";
import { Collector } from "../../../src/diagnostics/collector.ts";
import { isJsonObject as isObject, type Json, type JsonObject } from "../../../src/lib/json.ts";

const catalog = openCatalog();

const programs = {
  "a zod input with limits, descriptions and defaults": `
import { model } from "falc";
import { z } from "zod";
const flux = model("fal-ai/flux/dev");
export const input = z.object({
  prompt: z.string().min(3).max(200).describe("What to draw"),
  seed: z.number().int().min(1).max(99).default(7),
  size: z.object({ width: z.number().default(512), height: z.number() }),
  styles: z.array(z.enum(["soft", "bold"])).max(4),
  mood: z.union([z.string(), z.null()]),
  strict: z.boolean().optional(),
});
/** Draws twice. The second one is another style. */
export default async function workflow({ prompt, seed, size, mood }: z.infer<typeof input>) {
  const first = await flux({ prompt: \`\${prompt}, soft\`, seed, image_size: { width: 512, height: size.height } });
  const second = await flux({ prompt, loras: [] }, { after: [first] });
  return { image: first.images[0].url, second: second.images[0].url, mood };
}
`,
  "a TypeScript input": `
import { model } from "falc";
const draw = model<{ prompt: string; mood?: string; extra?: object }, { text: string; image: { url: string } }>("me/draw");
interface Input {
  /** What to draw. */
  prompt: string;
  /** @default "calm" */
  mood?: "calm" | "loud";
  size: { width: number; tags: string[] };
  pair: [string, number];
}
export default async function workflow({ prompt, mood = "calm", size }: Input) {
  return draw({ prompt: \`\${prompt} \${size.tags[0]}\`, mood, extra: {} });
}
`,
  "outputs with nested objects and lists": `
import { model } from "falc";
const draw = model<{ prompt: string }, { text: string; image: { url: string; size: number[] }; maybe?: string }>("me/draw");
export default async function workflow() {
  const [one, two] = await Promise.all([draw({ prompt: "a" }), draw({ prompt: "b" })]);
  return {
    images: [one.image, { ...two.image, from: "two" }],
    deep: { texts: [\`\${one.text}+\${two.text}\`, "x", "y"], none: [], empty: {}, off: false, count: 3, nil: null },
    sizes: one.image.size,
    left: undefined,
  };
}
`,
};

describe.each(Object.entries(programs))("with %s,", (_, text) => {
  const { emitted, coverageOf } = prepare(text);

  test("everything is accounted for", () => {
    const { places, problems } = coverageOf(emitted);
    expect([...problems, ...places.filter(({ fate }) => fate === "unaccounted")]).toEqual([]);
  });

  test.each(["graph", "schema"] as const)("no change of the %s goes unnoticed", (part) => {
    const whole = JSON.parse(emitted[part]) as Json;
    const changes = changesOf(whole, part);
    expect(changes.length).toBeGreaterThan(40);
    const unnoticed = changes.filter(({ changed }) =>
      isComplete(coverageOf({ ...emitted, [part]: JSON.stringify(changed) })),
    );
    expect(unnoticed.map(({ what }) => what)).toEqual([]);
  });
});

function prepare(text: string): {
  readonly emitted: EmittedWorkflow;
  readonly coverageOf: (emitted: EmittedWorkflow) => Coverage;
} {
  const found = new Collector();
  const { report } = found;
  const host = { read: (file: string) => (file === "main.ts" ? text : undefined), list: () => ["main.ts"] };
  const parsed = parse({ path: "main.ts", name: "main" }, new ModuleLoader(host), true, report);
  if (parsed === undefined) throw new Error("the program does not parse");
  const recording = new Recording();
  const machine = new RecordingInterpreter(recording, parsed, catalog, report);
  const { workflow } = evaluate(parsed, catalog, report, machine);
  if (workflow === undefined || found.hasErrors) throw new Error("the program does not compile");
  return {
    emitted: emit(lower(workflow)),
    coverageOf: (emitted) => cover(parsed, recording, workflow, emitted),
  };
}

interface Change {
  readonly what: string;
  readonly changed: Json;
}

/** Each value changed, each key and element removed, something added to each object and list, neighbours swapped. */
function changesOf(json: Json, path: string): readonly Change[] {
  if (Array.isArray(json)) {
    const list = json as readonly Json[];
    return [
      { what: `${path} with another element`, changed: [...list, "tampered"] },
      { what: `${path} as an object`, changed: { ...list } as unknown as JsonObject },
      ...list.flatMap((item, index): readonly Change[] => [
        { what: `${path}.${index} removed`, changed: list.toSpliced(index, 1) },
        ...(index > 0 && JSON.stringify(item) !== JSON.stringify(list[index - 1])
          ? [
              {
                what: `${path}.${index} swapped`,
                changed: list.toSpliced(index - 1, 2, item, list[index - 1] as Json),
              },
            ]
          : []),
        ...changesOf(item, `${path}.${index}`).map(({ what, changed }) => ({
          what,
          changed: list.with(index, changed),
        })),
      ]),
    ];
  }
  if (!isObject(json)) return [{ what: `${path} changed`, changed: another(json as string) }];
  return [
    { what: `${path} with another key`, changed: { ...json, tampered: 1 } },
    { what: `${path} with another, empty key`, changed: { ...json, tampered: {} } },
    { what: `${path} replaced`, changed: "tampered" },
    ...Object.entries(json).flatMap(([key, value]): readonly Change[] => {
      const { [key]: _, ...others } = json;
      return [
        { what: `${path}.${key} removed`, changed: others },
        ...changesOf(value, `${path}.${key}`).map(({ what, changed }) => ({
          what,
          changed: { ...json, [key]: changed },
        })),
      ];
    }),
  ];
}

function another(value: string | number | boolean | null): Json {
  if (typeof value === "string") return `${value}x`;
  if (typeof value === "number") return value + 1;
  return value === null ? "" : !value;
}
