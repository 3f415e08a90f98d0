import { model } from "falc";

const animate = model("fal-ai/kling-video/v2.5-turbo/pro/image-to-video");
const upscale = model("fal-ai/clarity-upscaler");
const extractFrame = model("fal-ai/ffmpeg-api/extract-frame");

export default async function still({ photo }: { photo: string }) {
  const film = await animate({ prompt: "slow orbit to the left", image_url: photo });
  const frame = await extractFrame({ video_url: film.video.url });
  const large = await upscale({ image_url: frame.images[0].url });
  return { film: film.video.url, still: large.image.url };
}
