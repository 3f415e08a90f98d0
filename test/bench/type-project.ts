/**
 * The same workflows twice, which differ in what `import … from "falc"` resolves to: falc's own types, or the
 * thinnest function over the client's map of endpoints. The second is the baseline for the cost of falc's types.
 */
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export type Author = "client" | "falc";

/** A dozen endpoints by the hundred: ten that return `images`, and ten that take an `image_url`. */
const painters = [
  "fal-ai/flux/dev",
  "fal-ai/flux/schnell",
  "fal-ai/recraft/v3/text-to-image",
  "fal-ai/ideogram/v3",
  "fal-ai/qwen-image",
  "fal-ai/imagen4/preview",
  "fal-ai/hidream-i1-full",
  "fal-ai/bytedance/seedream/v4/text-to-image",
  "fal-ai/flux-pro/v1.1",
  "fal-ai/nano-banana",
];
const retouchers = [
  "fal-ai/clarity-upscaler",
  "fal-ai/bria/background/remove",
  "fal-ai/esrgan",
  "fal-ai/aura-sr",
  "fal-ai/imageutils/rembg",
  "fal-ai/ben/v2/image",
  "fal-ai/ccsr",
  "fal-ai/drct-super-resolution",
  "fal-ai/recraft/upscale/crisp",
  "fal-ai/birefnet/v2",
];

const clientOnly = `import type { EndpointTypeMap } from "@fal-ai/client/endpoints";
export declare function model<Id extends keyof EndpointTypeMap>(
  id: Id,
): (input: EndpointTypeMap[Id]["input"]) => Promise<EndpointTypeMap[Id]["output"]>;
`;

/**
 * Writes `files` workflows, `w0.ts` and so on, and a project around them to `folder`. With zod, each has a schema of
 * its input, so that both variants pay for zod.
 */
export function writeWorkflows(folder: string, author: Author, files: number, withZod: boolean): void {
  writeProject(folder, author);
  for (let index = 0; index < files; index++)
    writeFileSync(path.join(folder, `w${index}.ts`), workflow(index, withZod));
}

/** Makes `folder` a project whose TypeScript files find falc, the client and zod. */
export function writeProject(folder: string, author: Author = "falc"): void {
  const modules = path.join(folder, "node_modules");
  mkdirSync(path.join(modules, "@fal-ai"), { recursive: true });
  link("../../node_modules/@fal-ai/client", path.join(modules, "@fal-ai/client"));
  link("../../node_modules/zod", path.join(modules, "zod"));
  if (author === "falc") link("../..", path.join(modules, "falc"));
  else {
    mkdirSync(path.join(modules, "falc"));
    const manifest = { name: "falc", type: "module", types: "./index.d.ts", exports: "./index.d.ts" };
    writeFileSync(path.join(modules, "falc/package.json"), JSON.stringify(manifest));
    writeFileSync(path.join(modules, "falc/index.d.ts"), clientOnly);
  }
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
}

/** The default libraries of `tsc --init`: the language's and the DOM's. */
const compilerOptions = {
  target: "es2023",
  types: [],
  module: "nodenext",
  moduleResolution: "nodenext",
  noEmit: true,
  strict: true,
  skipLibCheck: true,
};

function workflow(index: number, withZod: boolean): string {
  const painter = painters[index % painters.length];
  const retoucher = retouchers[Math.floor(index / painters.length) % retouchers.length];
  return [
    `import { model } from "falc";`,
    ...(withZod ? [`import { z } from "zod";`] : []),
    `const paint = model("${painter}");`,
    `const retouch = model("${retoucher}");`,
    ...(withZod ? [`export const input = z.object({ prompt: z.string() });`] : []),
    `export default async function workflow({ prompt }: ${withZod ? "z.infer<typeof input>" : "{ prompt: string }"}) {`,
    `  const photo = await paint({ prompt });`,
    `  const first = await retouch({ image_url: photo.images[0].url });`,
    `  const second = await retouch({ image_url: first.image.url });`,
    `  return { photo: photo.images[0], images: [first.image, second.image] };`,
    `}`,
    "",
  ].join("\n");
}

function link(target: string, at: string): void {
  symlinkSync(realpathSync(fileURLToPath(new URL(target, import.meta.url))), at, "dir");
}
