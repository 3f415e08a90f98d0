import { model } from "falc";
import { avoid, style } from "./_brand.ts";

const flux = model("fal-ai/flux/dev");
const animate = model("fal-ai/kling-video/v2.5-turbo/pro/image-to-video");
const merge = model("fal-ai/ffmpeg-api/merge-videos");

interface Scene {
  readonly shot: string;
  readonly camera: string;
}

const scenes: readonly Scene[] = [
  { shot: "wide shot of the workshop at dawn", camera: "slow dolly in" },
  { shot: "close-up of hands at work", camera: "static, shallow focus" },
  { shot: "the finished piece in a bright living room", camera: "slow orbit to the left" },
];

interface Input {
  /** What the film is about, e.g. "a carpenter making an oak chair" */
  story: string;
  /** Frames per second of the finished film */
  fps?: number;
}

/** A short film: one still per scene, brought to life and cut together. */
export default async function storyboard({ story, fps = 24 }: Input) {
  const frames: string[] = [];
  const clips: string[] = [];
  for (const scene of scenes) {
    const { frame, clip } = await shoot(scene, story);
    frames.push(frame);
    clips.push(clip);
  }
  const film = await merge({ video_urls: clips, target_fps: fps });
  return { film: film.video, frames };
}

async function shoot({ shot, camera }: Scene, story: string) {
  const still = await flux({
    prompt: `${story}, ${shot}, ${style}`,
    image_size: "landscape_16_9",
  });
  const frame = still.images[0].url;
  const moving = await animate({
    prompt: `${camera}. ${story}, ${shot}`,
    image_url: frame,
    negative_prompt: avoid("camera shake"),
  });
  return { frame, clip: moving.video.url };
}
