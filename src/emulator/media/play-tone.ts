/** A short tune as a WAV file: 16 bit PCM, mono. The stand-in for speech, music and any other sound. */
import type { MadeFile } from "./made-file.ts";
import { createRandom } from "./random.ts";

const SAMPLE_RATE = 22_050;
const NOTE_SECONDS = 0.25;
const NOTES = 8;
const HEADER_BYTES = 44;
/** A pentatonic scale, Hz: any order of these sounds agreeable. */
const SCALE = [261.63, 293.66, 329.63, 392, 440, 523.25] as const;

export function playTone(seed: string): MadeFile {
  const random = createRandom(`tone ${seed}`);
  const perNote = Math.round(SAMPLE_RATE * NOTE_SECONDS);
  const samples = perNote * NOTES;
  const wav = Buffer.alloc(HEADER_BYTES + samples * 2);
  writeHeader(wav, samples * 2);
  for (let note = 0; note < NOTES; note++) {
    const pitch = random.pick(SCALE);
    for (let index = 0; index < perNote; index++) {
      const fade = Math.min(1, index / 200) * (1 - index / perNote);
      const value = Math.sin((2 * Math.PI * pitch * index) / SAMPLE_RATE) * fade * 0.4;
      wav.writeInt16LE(Math.round(value * 32_767), HEADER_BYTES + (note * perNote + index) * 2);
    }
  }
  const facts = {
    duration: NOTES * NOTE_SECONDS,
    sample_rate: SAMPLE_RATE,
    channels: 1,
    bitrate: SAMPLE_RATE * 16,
  };
  return { bytes: wav, contentType: "audio/wav", facts };
}

/** RIFF header: http://soundfile.sapp.org/doc/WaveFormat */
function writeHeader(wav: Buffer, dataBytes: number): void {
  wav.write("RIFF", 0, "latin1");
  wav.writeUInt32LE(HEADER_BYTES - 8 + dataBytes, 4);
  wav.write("WAVEfmt ", 8, "latin1");
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20); // PCM
  wav.writeUInt16LE(1, 22); // channels
  wav.writeUInt32LE(SAMPLE_RATE, 24);
  wav.writeUInt32LE(SAMPLE_RATE * 2, 28);
  wav.writeUInt16LE(2, 32); // bytes per sample
  wav.writeUInt16LE(16, 34); // bits per sample
  wav.write("data", 36, "latin1");
  wav.writeUInt32LE(dataBytes, 40);
}
