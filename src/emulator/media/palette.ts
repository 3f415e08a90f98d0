/** The colours of a picture: chosen by the seed, or by a colour in the prompt ("a red chair" has a red subject). */
import { createRandom } from "./random.ts";

export interface Palette {
  readonly subjectHue: number;
  readonly subjectSaturation: number;
  readonly subjectLightness: number;
  readonly backdropHue: number;
  readonly backdropSaturation: number;
  readonly backdropLightness: number;
}

/** Word → hue in degrees, saturation and lightness in percent. */
const NAMED_COLORS: Readonly<Record<string, readonly [number, number, number]>> = {
  red: [4, 72, 50],
  crimson: [348, 75, 45],
  orange: [26, 85, 54],
  brown: [24, 45, 36],
  gold: [43, 78, 52],
  golden: [43, 78, 52],
  yellow: [49, 88, 56],
  lime: [85, 65, 48],
  green: [138, 50, 42],
  emerald: [152, 60, 38],
  teal: [177, 60, 38],
  turquoise: [178, 58, 48],
  cyan: [188, 75, 46],
  blue: [216, 72, 50],
  navy: [222, 55, 30],
  indigo: [245, 52, 46],
  purple: [274, 52, 50],
  violet: [268, 56, 58],
  pink: [334, 76, 66],
  white: [40, 12, 90],
  silver: [215, 10, 70],
  grey: [215, 6, 52],
  gray: [215, 6, 52],
  black: [225, 12, 18],
};

export function choosePalette(prompt: string, seed: string): Palette {
  const random = createRandom(`palette ${seed}`);
  const words = prompt
    .slice(0, 2000)
    .toLowerCase()
    .split(/[^a-z]+/);
  const named = words.find((word) => Object.hasOwn(NAMED_COLORS, word)) ?? "";
  const [hue, saturation, lightness] = NAMED_COLORS[named] ?? [
    random.between(0, 360),
    random.between(52, 74),
    random.between(42, 56),
  ];
  return {
    subjectHue: hue,
    subjectSaturation: saturation,
    subjectLightness: lightness,
    backdropHue: (hue + random.pick([150, 170, 190, 210]) + 360) % 360,
    backdropSaturation: random.between(22, 42),
    // A pale subject needs a darker wall, or nobody (and no background removal) could tell them apart.
    backdropLightness: lightness > 64 ? 46 : 85,
  };
}

/** An SVG colour; out-of-range parts are clamped. */
export function hsl(hue: number, saturation: number, lightness: number): string {
  const percent = (value: number) => `${Math.min(100, Math.max(0, value)).toFixed(1)}%`;
  return `hsl(${((hue % 360) + 360) % 360},${percent(saturation)},${percent(lightness)})`;
}
