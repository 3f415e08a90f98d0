/**
 * The label on every emulated picture: the endpoint, the prompt, and that no model made it. It is opaque and away
 * from the edges, so that it survives background removal.
 */
import { typeface } from "./typeface.ts";
import { fitText } from "./wrap-text.ts";

export interface Caption {
  readonly endpoint: string;
  readonly prompt: string;
  /** A short line below the prompt, such as the seed. */
  readonly note: string;
}

export interface CaptionCard {
  /** SVG elements, without the `<svg>` around them. */
  readonly svg: string;
  /** From the card's upper edge to the bottom of the picture, px. */
  readonly reserved: number;
}

const INK = "#141a24";
const PAPER = "#f4f6f8";
const MUTED = "#9aa7b8";
const ACCENT = "#ffc145";

export function drawCaptionCard(width: number, height: number, caption: Caption): CaptionCard {
  const bold = typeface("bold");
  const regular = typeface("regular");
  const unit = Math.min(64, Math.max(5, Math.min(width, height * 1.15) * 0.04));
  const margin = unit * 0.9;
  const padding = unit * 0.8;
  const cardWidth = width - 2 * margin;
  const inner = cardWidth - 2 * padding;
  const small = unit * 0.6;

  const mark = "EMULATED";
  const markWidth = bold.measure(mark, small * 0.86) + small * 1.1;
  const heading = fitText(caption.endpoint, bold, {
    width: Math.max(inner - markWidth - padding, inner * 0.4),
    height: small * 1.4,
    largest: small,
    smallest: small * 0.6,
  });
  const prompt = fitText(caption.prompt, regular, {
    width: inner,
    height: height * 0.42,
    largest: unit,
    smallest: Math.max(unit * 0.5, Math.min(12, unit)),
  });
  const note = fitText(caption.note, regular, {
    width: inner,
    height: small,
    largest: small * 0.82,
    smallest: small * 0.7,
  });

  const headingHeight = small * 1.75;
  const promptHeight = prompt.lines.length * prompt.lineHeight;
  const cardHeight = padding * 1.75 + headingHeight + promptHeight + small * 1.3;
  const left = margin + padding;
  const top = height - margin - cardHeight;
  const right = margin + cardWidth - padding;
  const headingBase = top + padding * 0.8 + small;
  const promptTop = top + padding * 0.8 + headingHeight;
  const promptPaths = prompt.lines.map((line, index) =>
    regular.outline(line, left, promptTop + index * prompt.lineHeight + prompt.size, prompt.size),
  );
  const noteBase = promptTop + promptHeight + small * 1.15;
  const markSize = small * 0.86;

  const svg =
    `<rect x="${margin}" y="${top}" width="${cardWidth}" height="${cardHeight}" rx="${unit * 0.45}" fill="${INK}"/>` +
    path(bold.outline(heading.lines[0] ?? "", left, headingBase, heading.size), ACCENT) +
    `<rect x="${right - markWidth}" y="${headingBase - small * 1.02}" width="${markWidth}" height="${small * 1.36}" rx="${small * 0.68}" fill="${ACCENT}"/>` +
    path(bold.outline(mark, right - markWidth + small * 0.55, headingBase - small * 0.03, markSize), INK) +
    path(promptPaths.join(""), PAPER) +
    path(regular.outline(note.lines[0] ?? "", left, noteBase, note.size), MUTED);
  return { svg, reserved: height - top };
}

function path(data: string, color: string): string {
  return `<path d="${data}" fill="${color}"/>`;
}
