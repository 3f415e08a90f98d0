/** What the built catalogue weighs and costs; `npx tsx test/measure-catalog.ts` prints it. */
import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { builtCatalog } from "../src/catalog/stored.ts";

/** Of a workflow as people write them: pictures, films, sounds, texts. */
const ten = [
  "fal-ai/flux/dev",
  "fal-ai/flux/schnell",
  "fal-ai/bria/background/remove",
  "fal-ai/clarity-upscaler",
  "fal-ai/kling-video/v2.5-turbo/pro/image-to-video",
  "fal-ai/ffmpeg-api/merge-videos",
  "fal-ai/whisper",
  "fal-ai/ffmpeg-api/compose",
  "openrouter/router",
  "openrouter/router/vision",
];

/** Milliseconds to open the catalogue and to read ten endpoints, in a process that has done nothing else before. */
export function measureTenEndpoints(): number {
  const lookup = new URL("../dist/catalog/lookup.js", import.meta.url);
  const program = `
    import { openCatalog } from ${JSON.stringify(lookup.href)};
    const begun = performance.now();
    const catalog = openCatalog();
    const found = ${JSON.stringify(ten)}.filter((id) => catalog.find(id) !== undefined).length;
    console.log(JSON.stringify([found, performance.now() - begun]));`;
  const out = execFileSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
  const [found, ms] = JSON.parse(out) as [number, number];
  if (found !== ten.length) throw new Error(`the catalogue has ${found} of the ten endpoints`);
  return ms;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const times = Array.from({ length: 9 }, measureTenEndpoints).sort((a, b) => a - b);
  const [least, median, most] = [times[0], times[4], times[8]].map((ms) => ms?.toFixed(1));
  console.log(`${statSync(builtCatalog).size} bytes; ten endpoints in ${median} ms (${least} to ${most})`);
}
