/**
 * The subject of an emulated picture: one of five still lifes, chosen by the seed. Each is drawn as SVG in a box from
 * -1 to 1 in both directions, y down, standing on y = 1, with an edge that stands out from the backdrop.
 */
import { hsl, type Palette } from "./palette.ts";
import type { Random } from "./random.ts";

type Draw = (palette: Palette, random: Random) => string;

export function drawSubject(palette: Palette, random: Random): string {
  const draw = random.pick<Draw>([vessel, pebbles, crystal, blocks, plant]);
  return draw(palette, random);
}

/** The subject's own colour, `shift` percent lighter or darker. */
function tone(palette: Palette, shift: number, turn = 0): string {
  const { subjectHue, subjectSaturation, subjectLightness } = palette;
  return hsl(subjectHue + turn, subjectSaturation, subjectLightness + shift);
}

/** A gradient across a round body, lit from the upper left. */
function roundShade(id: string, palette: Palette, turn = 0): string {
  const stops = [
    [0, -10],
    [0.3, 12],
    [0.62, -1],
    [1, -20],
  ].map(([at, shift]) => `<stop offset="${at}" stop-color="${tone(palette, shift ?? 0, turn)}"/>`);
  return `<linearGradient id="${id}" x1="0" x2="1" y1="0" y2="0.25">${stops.join("")}</linearGradient>`;
}

function vessel(palette: Palette, random: Random): string {
  const radii = [
    random.between(0.2, 0.36),
    random.between(0.14, 0.3),
    random.between(0.4, 0.78),
    random.between(0.55, 0.9),
    random.between(0.3, 0.55),
  ];
  const heights = [-1, -0.72, -0.28, 0.25, 1];
  const right = radii.map((radius, index) => [radius, heights[index] ?? 1] as const);
  const left = right.toReversed().map(([x, y]) => [-x, y] as const);
  const [first] = right;
  const lip = first?.[0] ?? 0.3;
  const band = random.between(0.02, 0.5);
  const body = `M${-lip} -1 L${smooth(right)} L${smooth(left)} Z`;
  return (
    `<defs>${roundShade("body", palette)}${roundShade("band", palette, 150)}` +
    `<clipPath id="inside"><path d="${body}"/></clipPath></defs>` +
    `<path d="${body}" fill="url(#body)"/>` +
    `<g clip-path="url(#inside)"><rect x="-1" y="${band}" width="2" height="0.14" fill="url(#band)"/>` +
    `<rect x="-1" y="${band + 0.2}" width="2" height="0.04" fill="url(#band)"/></g>` +
    `<ellipse cx="0" cy="-1" rx="${lip}" ry="${lip * 0.22}" fill="${tone(palette, -26)}"/>`
  );
}

/** Path data through the points as curves whose control points keep each point's x. */
function smooth(points: readonly (readonly [number, number])[]): string {
  return points
    .map(([x, y], index) => {
      const before = points[index - 1];
      if (before === undefined) return `${x} ${y}`;
      const middle = (before[1] + y) / 2;
      return `C${before[0]} ${middle} ${x} ${middle} ${x} ${y}`;
    })
    .join(" ");
}

function pebbles(palette: Palette, random: Random): string {
  const sizes = [0.27, 0.22, 0.17, 0.12];
  let floor = 1.02;
  const stones = sizes.map((height, index) => {
    const width = height * random.between(2.3, 3.1);
    const x = random.between(-0.09, 0.09);
    const turn = random.between(-5, 5);
    const y = floor - height;
    floor -= height * 1.88;
    const fill = index % 2 === 0 ? "stone" : "other";
    return `<ellipse cx="${x}" cy="${y}" rx="${width}" ry="${height}" fill="url(#${fill})" transform="rotate(${turn} ${x} ${y})"/>`;
  });
  const shades = roundShade("stone", palette) + roundShade("other", palette, random.pick([28, -28, 150]));
  return `<defs>${shades}</defs>${stones.join("")}`;
}

function crystal(palette: Palette, random: Random): string {
  const waist = random.between(0.5, 0.68);
  const shoulder = random.between(-0.45, -0.2);
  const hip = random.between(0.45, 0.7);
  const tip = random.between(-0.18, 0.18);
  const inner = random.between(0.12, 0.3);
  const facets: readonly (readonly [number, string])[] = [
    [14, `${tip},-1 ${-waist},${shoulder} ${-inner},${shoulder + 0.12}`],
    [26, `${tip},-1 ${-inner},${shoulder + 0.12} ${inner},${shoulder + 0.08}`],
    [-2, `${tip},-1 ${inner},${shoulder + 0.08} ${waist},${shoulder}`],
    [2, `${-waist},${shoulder} ${-inner},${shoulder + 0.12} ${-inner * 0.8},1 ${-waist * 0.7},${hip}`],
    [12, `${-inner},${shoulder + 0.12} ${inner},${shoulder + 0.08} ${inner * 0.7},1 ${-inner * 0.8},1`],
    [-16, `${inner},${shoulder + 0.08} ${waist},${shoulder} ${waist * 0.7},${hip} ${inner * 0.7},1`],
  ];
  return facets
    .map(([shift, points]) => {
      const color = tone(palette, shift);
      return `<polygon points="${points}" fill="${color}" stroke="${color}" stroke-width="0.006" stroke-linejoin="round"/>`;
    })
    .join("");
}

function blocks(palette: Palette, random: Random): string {
  const mirror = random.pick([1, -1]);
  const radius = random.between(0.3, 0.4);
  const turn = random.pick([150, 180, 40]);
  return (
    `<defs>${roundShade("ball", palette)}${roundShade("column", palette, turn)}</defs>` +
    `<g transform="scale(${mirror} 1)">` +
    `<path d="M-0.75 1 V-0.25 A0.42 0.42 0 0 1 0.09 -0.25 V1 H-0.12 V-0.2 A0.21 0.21 0 0 0 -0.54 -0.2 V1 Z" fill="url(#column)"/>` +
    `<rect x="0.02" y="0.4" width="0.8" height="0.6" fill="${tone(palette, -8, turn)}"/>` +
    `<rect x="0.02" y="0.4" width="0.8" height="0.1" fill="${tone(palette, 10, turn)}"/>` +
    `<circle cx="0.42" cy="${0.4 - radius}" r="${radius}" fill="url(#ball)"/>` +
    `</g>`
  );
}

function plant(palette: Palette, random: Random): string {
  const count = random.pick([5, 6, 7]);
  const leaves = Array.from({ length: count }, (_, index) => {
    const lean = (index / (count - 1) - 0.5) * 130 + random.between(-8, 8);
    const length = random.between(0.95, 1.28) - Math.abs(lean) / 260;
    const half = random.between(0.1, 0.16);
    const color = hsl(random.between(125, 160), 38, random.between(30, 42));
    const blade = `M0 0.35 C${-half} ${0.3 - length * 0.4} ${-half} ${0.3 - length * 0.8} 0 ${0.35 - length} C${half} ${0.3 - length * 0.8} ${half} ${0.3 - length * 0.4} 0 0.35 Z`;
    return `<path d="${blade}" fill="${color}" stroke="${hsl(140, 35, 24)}" stroke-width="0.008" transform="rotate(${lean} 0 0.35)"/>`;
  });
  return (
    `<defs>${roundShade("pot", palette)}</defs>${leaves.join("")}` +
    `<path d="M-0.42 0.28 H0.42 L0.31 1 H-0.31 Z" fill="url(#pot)"/>` +
    `<rect x="-0.47" y="0.2" width="0.94" height="0.14" rx="0.03" fill="url(#pot)"/>`
  );
}
