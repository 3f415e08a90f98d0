import { expect, test } from "vitest";
import { ModuleLoader, compileAlone } from "../../src/compiler/pipeline.ts";
import { openCatalog } from "../../src/endpoints/lookup.ts";
import { printStage } from "./print-stage.ts";

const source = `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const removeBackground = model("fal-ai/bria/background/remove");
export default async function shot(input: { prompt: string }) {
  const photo = await flux({ prompt: input.prompt });
  const cutout = await removeBackground({ image_url: photo.images[0].url });
  return { image: cutout.image };
}
`;

function dump(text: string): ReadonlyMap<string, string> {
  const stages = new Map<string, string>();
  const host = {
    read: (file: string) => (file === "workflows/shot.ts" ? text : undefined),
    list: () => ["workflows/shot.ts"],
  };
  const file = { name: "shot", path: "workflows/shot.ts" };
  compileAlone(file, new ModuleLoader(host), openCatalog(), true, {}, (stage, gave) =>
    stages.set(stage, printStage(gave)),
  );
  return stages;
}

test("prints what each stage gave", () => {
  const stages = dump(source);
  expect([...stages.keys()]).toEqual(["1-parse", "2-evaluate", "4-lower", "5-emit"]);
  expect(stages.get("1-parse")).toContain("  entry: [module workflows/shot.ts]");
  const evaluation = stages.get("2-evaluate");
  expect(evaluation).toContain('endpoint: "fal-ai/flux/dev"');
  // A call that was printed is only named afterwards.
  expect(evaluation).toContain("root: [call 0]");
  expect(evaluation).toContain("span: [workflows/shot.ts 6:24]");
  expect(stages.get("4-lower")).toContain('depends: ["photo"]');
  expect(stages.get("5-emit")).toContain('        "image_url": "$photo.images.0.url"');
});

test("later stages give nothing after an error", () => {
  const stages = dump(source.replace("input.prompt }", "input.prmpt }"));
  expect([...stages.keys()]).toEqual(["1-parse", "2-evaluate"]);
});

test("an object inside itself, and one at two places", () => {
  const twice = { text: "x".repeat(200) };
  const self: Record<string, unknown> = { a: twice, b: twice };
  self["self"] = self;
  const lines = printStage(self).split("\n");
  expect(lines.filter((line) => line.includes("xxx"))).toHaveLength(2);
  expect(lines.at(-1)).toBe("  self: [circular]");
});
