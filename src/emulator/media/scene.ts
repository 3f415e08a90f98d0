/**
 * The stand-in for a generated picture: a wall, a floor and one subject. The backdrop changes slowly and the
 * subject's edge is hard, so that background removal works on it.
 */
import { choosePalette, hsl } from "./palette.ts";
import { createRandom } from "./random.ts";
import { drawSubject } from "./subject.ts";

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly prompt: string;
  readonly seed: string;
  /** Room for the caption at the bottom, px: the subject stands above it. */
  readonly reserved: number;
  /** Whether there is a subject in front of the wall; false if the caller inserts its own picture. */
  readonly subject: boolean;
}

/** SVG elements, without the `<svg>` around them. */
export function drawScene({ width, height, prompt, seed, reserved, subject }: Scene): string {
  const palette = choosePalette(prompt, seed);
  const random = createRandom(`scene ${seed}`);
  const { backdropHue: hue, backdropSaturation: saturation, backdropLightness: lightness } = palette;
  const room = height - reserved;
  const half = Math.min(room * 0.36, width * 0.34);
  const ground = room * 0.5 + half * 1.02;
  const horizon = ground - half * random.between(0.2, 0.42);
  const middle = width / 2 + width * random.between(-0.02, 0.02);
  const glow = Math.max(width, room) * 0.62;

  const fade = Math.min(1, 14 / (height - horizon));

  const wall =
    `<defs><radialGradient id="wall" gradientUnits="userSpaceOnUse" cx="${middle}" cy="${room * 0.4}" r="${glow}">` +
    `<stop offset="0" stop-color="${hsl(hue, saturation, lightness + 8)}"/>` +
    `<stop offset="1" stop-color="${hsl(hue, saturation, lightness - 4)}"/></radialGradient>` +
    `<linearGradient id="floor" x1="0" x2="0" y1="0" y2="1">` +
    // The floor fades in: a hard line would stop a fill that starts in a corner from reaching the other side.
    `<stop offset="0" stop-color="${hsl(hue, saturation, lightness - 9)}" stop-opacity="0"/>` +
    `<stop offset="${fade}" stop-color="${hsl(hue, saturation, lightness - 9)}"/>` +
    `<stop offset="1" stop-color="${hsl(hue, saturation, lightness - 1)}"/></linearGradient>` +
    `<radialGradient id="shadow"><stop offset="0" stop-color="#000" stop-opacity="0.22"/>` +
    `<stop offset="1" stop-color="#000" stop-opacity="0"/></radialGradient></defs>` +
    `<rect width="${width}" height="${height}" fill="url(#wall)"/>` +
    `<rect y="${horizon}" width="${width}" height="${height - horizon}" fill="url(#floor)"/>`;
  if (!subject) return wall;
  return (
    wall +
    `<ellipse cx="${middle + half * 0.12}" cy="${ground}" rx="${half * 1.1}" ry="${half * 0.2}" fill="url(#shadow)"/>` +
    `<g transform="translate(${middle} ${ground - half}) scale(${half})">${drawSubject(palette, random)}</g>`
  );
}
