/**
 * Workflows with typical mistakes of people who know fal's pages, and the intended workflows: see
 * `compiler/corrected.test.ts`.
 */

export interface ProgramWithMistakes {
  readonly name: string;
  /** `main.ts` is the workflow. */
  readonly written: Readonly<Record<string, string>>;
  readonly meant: Readonly<Record<string, string>>;
  /** The minimum number of rewrites. */
  readonly mistakes: number;
}

export const programs: readonly ProgramWithMistakes[] = [
  {
    name: "as fal's client has it: an input wrapper, logs, and .data",
    mistakes: 3,
    written: {
      "main.ts": `import { model } from "falc";
const flux = model("fal-ai/flux/dve");
export default async function poster({ prompt }: { prompt: string }) {
  const photo = await flux({ input: { prompt, num_inference_steps: 20 }, logs: true });
  return { image: photo.data.images[0].url };
}
`,
    },
    meant: {
      "main.ts": `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
export default async function poster({ prompt }: { prompt: string }) {
  const photo = await flux({ prompt, num_inference_steps: 20 });
  return { image: photo.images[0].url };
}
`,
    },
  },
  {
    name: "the words of another tool: steps, a ratio, one image",
    mistakes: 5,
    written: {
      "main.ts": `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const removeBackground = model("fal-ai/bria/background-remove");
export default async function cutout({ prompt }: { prompt: string }) {
  const photo = await flux({ prompt, steps: 20, aspect_ratio: "16:9", output_format: "jpg" });
  const cut = await removeBackground({ image_url: photo.image.url });
  return { image: cut.image_url };
}
`,
    },
    meant: {
      "main.ts": `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const removeBackground = model("fal-ai/bria/background/remove");
export default async function cutout({ prompt }: { prompt: string }) {
  const photo = await flux({ prompt, num_inference_steps: 20, image_size: "landscape_16_9", output_format: "jpeg" });
  const cut = await removeBackground({ image_url: photo.images[0].url });
  return { image: cut.image.url };
}
`,
    },
  },
  {
    name: "an image that becomes a video: the object for its address, a number for a choice",
    mistakes: 4,
    written: {
      "main.ts": `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const animate = model("fal-ai/kling-video/v2.5-turbo/pro/image-to-vidoe");
export default async function clip({ prompt, motion }: { prompt: string; motion: string }) {
  const photo = await flux({ prompt });
  const film = await animate({ prompt: motion, image_url: photo.images[0], duration: 10 });
  return { video: film.video_url };
}
`,
    },
    meant: {
      "main.ts": `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const animate = model("fal-ai/kling-video/v2.5-turbo/pro/image-to-video");
export default async function clip({ prompt, motion }: { prompt: string; motion: string }) {
  const photo = await flux({ prompt });
  const film = await animate({ prompt: motion, image_url: photo.images[0].url, duration: "10" });
  return { video: film.video.url };
}
`,
    },
  },
  {
    name: "a helper for two models, one of them misspelt by its caller",
    mistakes: 2,
    written: {
      "main.ts": `import { model } from "falc";
async function draw(id: "fal-ai/flux/dev", prompt: string, image_size: "square") {
  const photo = await model(id)({ prompt, image_size });
  return photo.images[0].url;
}
export default async function pair({ prompt }: { prompt: string }) {
  const first = await draw("fal-ai/flux/dev", prompt, "square");
  const second = await draw("fal-ai/flux/schnel" as never, prompt, "landscape_43" as never);
  return { first, second };
}
`,
    },
    meant: {
      "main.ts": `import { model } from "falc";
async function draw(id: "fal-ai/flux/dev", prompt: string, image_size: "square") {
  const photo = await model(id)({ prompt, image_size });
  return photo.images[0].url;
}
export default async function pair({ prompt }: { prompt: string }) {
  const first = await draw("fal-ai/flux/dev", prompt, "square");
  const second = await draw("fal-ai/flux/schnell" as never, prompt, "landscape_4_3" as never);
  return { first, second };
}
`,
    },
  },
  {
    name: "a loop over sizes, one of them misspelt, on one long line",
    mistakes: 3,
    written: {
      "main.ts": `import { model } from "falc"; const flux = model("fal-ai/flux/dev"); export default async function sizes({ prompt, seed }: { prompt: string; seed: number }) { const urls: string[] = []; for (const image_size of ["square", "portrait_43", "landscape_16_9"] as const) { const made = await flux({ prompt, seed, image_size, guidence_scale: 4 } as never); urls.push(made.imags[0].url); } return { urls }; }
`,
    },
    meant: {
      "main.ts": `import { model } from "falc"; const flux = model("fal-ai/flux/dev"); export default async function sizes({ prompt, seed }: { prompt: string; seed: number }) { const urls: string[] = []; for (const image_size of ["square", "portrait_4_3", "landscape_16_9"] as const) { const made = await flux({ prompt, seed, image_size, guidance_scale: 4 } as never); urls.push(made.images[0].url); } return { urls }; }
`,
    },
  },
  {
    name: "speech: prompt for text, an audio_url, a text returned alone",
    mistakes: 3,
    written: {
      "main.ts": `import { model } from "falc";
const speak = model("fal-ai/minimax/speech-02-hd");
export default async function speech({ name }: { name: string }) {
  const spoken = await speak({ prompt: \`Good morning, \${nme}!\` });
  return spoken.audio_url;
}
`,
    },
    meant: {
      "main.ts": `import { model } from "falc";
const speak = model("fal-ai/minimax/speech-02-hd");
export default async function speech({ name }: { name: string }) {
  const spoken = await speak({ text: \`Good morning, \${name}!\` });
  return { url: spoken.audio.url };
}
`,
    },
  },
  {
    name: "calls that are not awaited, and a forgotten return",
    mistakes: 3,
    written: {
      "main.ts": `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const upscale = model("fal-ai/clarity-upscaler");
export default async function sharp({ prompt }: { prompt: string }) {
  const photo = flux({ prompt });
  const larger = await upscale({ image: photo.images[0].url });
}
`,
    },
    meant: {
      "main.ts": `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const upscale = model("fal-ai/clarity-upscaler");
export default async function sharp({ prompt }: { prompt: string }) {
  const photo = await flux({ prompt });
  const larger = await upscale({ image_url: photo.images[0].url });
  return { url: larger.image.url };
}
`,
    },
  },
  {
    name: "names and files misspelt, in a file with Windows line ends",
    mistakes: 4,
    written: {
      "_brand.ts": `export const brandStyle = "studio light, muted colours";\r\n`,
      "main.ts": `import { model } from "falc";\r
import { brandStile } from "./_barnd.ts";\r
const flux = model("fal-ai/flux/dev");\r
export default async function branded({ product }: { product: string }) {\r
  const photo = await flux({ prompt: \`\${prodct}, \${brandStile}\`, num_image: 2 });\r
  return { image: photo.images[0].url };\r
}\r
`,
    },
    meant: {
      "_brand.ts": `export const brandStyle = "studio light, muted colours";\n`,
      "main.ts": `import { model } from "falc";
import { brandStyle as brandStile } from "./_brand.ts";
const flux = model("fal-ai/flux/dev");
export default async function branded({ product }: { product: string }) {
  const photo = await flux({ prompt: \`\${product}, \${brandStile}\`, num_images: 2 });
  return { image: photo.images[0].url };
}
`,
    },
  },
  {
    name: "a default in the body, a text that is trimmed, two letters too few and too many",
    mistakes: 3,
    written: {
      "main.ts": `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
interface Input {
  prompt: string;
  /** How many steps. */
  steps?: number;
}
export default async function tidy(input: Input) {
  const { prompt, steps = 28 } = input;
  const photo = await flux({ prompt: prompt.trim(), num_inference_step: steps, seed: 7 });
  return { image: photo.images[0].urll };
}
`,
    },
    meant: {
      "main.ts": `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
interface Input {
  prompt: string;
  /** How many steps. */
  steps?: number;
}
export default async function tidy(input: Input) {
  const { prompt, steps = 28 } = input;
  const photo = await flux({ prompt, num_inference_steps: steps, seed: 7 });
  return { image: photo.images[0].url };
}
`,
    },
  },
  {
    name: "several in parallel: map over a list of prompts, a misspelt field in a shared helper",
    mistakes: 3,
    written: {
      "main.ts": `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const edit = model("fal-ai/flux-pro/kontext");
const draw = (prompt: string) => flux({ prompt, enable_safety_cheker: true });
export default async function board({ subject }: { subject: string }) {
  const made = await Promise.all(["at dawn", "at night"].map((time) => draw(\`\${subject} \${time}\`)));
  const merged = await edit({ prompt: "make it a poster", image: made[0].images[0] });
  return { poster: merged.image.url, other: made[1].images[0].url };
}
`,
    },
    meant: {
      "main.ts": `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const edit = model("fal-ai/flux-pro/kontext");
const draw = (prompt: string) => flux({ prompt, enable_safety_checker: true });
export default async function board({ subject }: { subject: string }) {
  const made = await Promise.all(["at dawn", "at night"].map((time) => draw(\`\${subject} \${time}\`)));
  const merged = await edit({ prompt: "make it a poster", image_url: made[0].images[0].url });
  return { poster: merged.images[0].url, other: made[1].images[0].url };
}
`,
    },
  },
];
