import { model } from "falc";

const crop = model("fal-ai/workflow-utilities/crop-image");

export default async function leftHalf({ photo }: { photo: string }) {
  const half = await crop({ image_url: photo, width_percent: 500 });
  return { image: half.image.url };
}
