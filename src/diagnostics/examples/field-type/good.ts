import { model } from "falc";

const merge = model("fal-ai/ffmpeg-api/merge-videos");

export default async function withLogo({ clip }: { clip: string }) {
  const intro = await merge({ video_urls: ["https://example.com/logo.mp4"] });
  const film = await merge({ video_urls: [intro.video.url, clip] });
  return { video: film.video.url };
}
