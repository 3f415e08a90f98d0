import { model } from "falc";

const music = model("fal-ai/elevenlabs/music");

export default async function jingle({ mood }: { mood: string }) {
  const song = await music({ prompt: `A jingle, ${mood}`, music_length_ms: 30000 });
  return { song: song.audio.url };
}
