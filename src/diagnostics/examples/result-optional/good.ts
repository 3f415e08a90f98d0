import { model } from "falc";

const sculpt = model("fal-ai/hunyuan3d-v3/image-to-3d");

export default async function statue({ photo }: { photo: string }) {
  const statue = await sculpt({ input_image_url: photo });
  return { model: statue.model_glb.url, preview: statue.thumbnail!.url };
}
