/** The cost of opening the catalogue. Needs a build. */
import { execFileSync } from "node:child_process";
import { medianOf } from "./median.ts";

/** Median milliseconds of `measureTenEndpoints`. */
export function measureCatalog(rounds: number, env: NodeJS.ProcessEnv): number {
  return medianOf(Array.from({ length: rounds }, () => measureTenEndpoints(env)));
}

/** For a typical workflow: pictures, videos, sounds, texts. */
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

/** The milliseconds of opening the catalogue and reading ten endpoints, in a fresh process. */
function measureTenEndpoints(env: NodeJS.ProcessEnv): number {
  const lookup = new URL("../../src/endpoints/lookup.ts", import.meta.url);
  const program = `
    import { openCatalog } from ${JSON.stringify(lookup.href)};
    const begun = performance.now();
    const catalog = openCatalog();
    const found = ${JSON.stringify(ten)}.filter((id) => catalog.find(id) !== undefined).length;
    const ms = performance.now() - begun;
    console.log(JSON.stringify([found, ms]));`;
  const out = execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    encoding: "utf8",
    env,
  });
  const [found, ms] = JSON.parse(out) as [number, number];
  if (found !== ten.length) throw new Error(`the catalogue has ${found} of the ten endpoints`);
  return ms;
}
