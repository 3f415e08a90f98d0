import { model } from "falc";

const crop = model("fal-ai/workflow-utilities/crop-image");

export default async function detail({ photo }: { photo: string }) {
  const detail = await crop({ image_url: photo, width_percent: 50 });
  return { detail: detail.image.url };
}
