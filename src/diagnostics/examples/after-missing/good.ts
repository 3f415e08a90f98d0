import { model } from "falc";

const clone = model("fal-ai/minimax/voice-clone");
const speak = model("fal-ai/minimax/speech-02-hd");

export default async function narration({ recording, text }: { recording: string; text: string }) {
  const cloned = await clone({ audio_url: recording });
  const speech = await speak({ text, voice_setting: { voice_id: "narrator" } }, { after: [cloned] });
  return { audio: speech.audio.url, voice: cloned.custom_voice_id };
}
