/** Strings and numbers of an answer, by their property's name. */
import type { Schema } from "../../schema/schema.ts";
import { sha256 } from "../fingerprint.ts";
import type { AnswerContext } from "./answer-context.ts";
import { promptOf } from "./prompt-of.ts";
import { seedOf } from "./seed-of.ts";

/** The length at which a prompt is cut in a text answer, which is often the next call's prompt. */
const MAX_PROMPT_LENGTH = 2000;

export function stringFor(name: string, path: string, schema: Schema, context: AnswerContext): string {
  const { endpoint, fingerprint } = context;
  const prompt = promptOf(context).slice(0, MAX_PROMPT_LENGTH);
  const hash = sha256(`${fingerprint} ${path}`);
  if (/prompt$/.test(name)) return prompt;
  if (/(^|_)id$/.test(name)) return hash.slice(0, 16);
  if (/^(error|stderr|warning)/.test(name)) return "";
  if (name === "finish_reason") return "stop";
  if (name === "content_type") return "text/plain";
  if (name === "file_name") return `${hash.slice(0, 16)}.txt`;
  if (/language|_lang$/.test(name)) return "en";
  if (name === "role") return "assistant";
  if (schema.format === "date-time") return "2026-01-01T00:00:00Z";
  return `emulated answer of ${endpoint.id} to: ${prompt}`;
}

const TYPICAL_NUMBERS: Readonly<Record<string, number>> = {
  confidence: 0.9,
  duration: 2,
  fps: 10,
  frame_rate: 10,
  height: 768,
  num_frames: 20,
  sample_rate: 22_050,
  score: 0.9,
  scores: 0.9,
  width: 1024,
};

export function numberFor(name: string, schema: Schema, context: AnswerContext): number {
  if (/(^|_)seeds?$/.test(name)) return seedOf(context);
  const whole = schema.type === "integer" || /(count|tokens|size|^num_|^index)/.test(name);
  const typical =
    (Object.hasOwn(TYPICAL_NUMBERS, name) ? TYPICAL_NUMBERS[name] : undefined) ?? (whole ? 1 : 0.5);
  const least = schema.minimum ?? schema.exclusiveMinimum ?? -Infinity;
  const most = schema.maximum ?? schema.exclusiveMaximum ?? Infinity;
  return Math.min(most, Math.max(least, typical));
}
