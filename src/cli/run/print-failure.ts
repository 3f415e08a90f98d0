import type { NodePlace } from "../../compiler/pipeline.ts";
import type { AnswerSource, NodeFailure } from "../../execution/failure.ts";
import { printPath } from "../../graph/print-path.ts";
import { printable, printJson } from "../../lib/printable.ts";
import { mayBeOpen, refusedPaths } from "../../runner/failure-cause.ts";
import { resultUrl } from "../../runner/result-url.ts";
import type { SourceMap } from "../../workspace/artifacts/source-map.ts";
import type { CliPaint } from "../paint.ts";
import { printPlace } from "../print-place.ts";
import type { OpenEngine } from "./engine.ts";
import { shortenTexts } from "./shorten-texts.ts";

/**
 * A failed node on several lines: the reason, its source location, and what was sent.
 *
 *     failed cutout (422): image_url: Field required
 *       workflows/_cutout.ts:4:24  fal-ai/bria/background/remove  request 1504…
 *       called from workflows/product-shot.ts:14:24
 *       image_url: workflows/_cutout.ts:4:31
 *       sent:         { … }
 */
export function printFailure(
  failure: NodeFailure,
  engine: OpenEngine["kind"],
  sourceMap: SourceMap | undefined,
  paint: CliPaint,
): string {
  const { node, app, input, message, status, requestId, source } = failure;
  const place = placeOf(node, sourceMap);
  const calls = (place?.calledFrom ?? []).toReversed().map((call) => `called from ${printPlace(call)}`);
  const about = listAbout(place, app, requestId);
  // fal has not said that the request failed, so there may be a result that was paid for.
  const isOpen = engine === "fal" && mayBeOpen(failure);
  const open =
    isOpen && app !== undefined && requestId !== undefined
      ? ["fal may have finished it, or may still, and bill it. Its result:", `  ${resultUrl(app, requestId)}`]
      : [];
  const answer = status === undefined ? "" : ` (${status})`;
  const sent = input === undefined ? [] : ["sent:", ...indent(printJson(input, shortenTexts).split("\n"))];
  return [
    `${paint.kind("error", "failed")} ${paint.strong(printable(node))}${answer}: ${printable(message)}`,
    ...indent([...about, ...calls, ...listFields(failure, sourceMap)].map(printable)),
    ...indent(open),
    ...indent(sent),
    ...indent(source === undefined ? [] : printSource(source, sourceMap)),
  ].join("\n");
}

/** `guidance_scale: workflows/shop.ts:9:12`, for the fields that fal complains about. */
function listFields({ node, details }: NodeFailure, map: SourceMap | undefined): readonly string[] {
  const { fields = {} } = map ?? {};
  const places = Object.hasOwn(fields, node) ? (fields[node] ?? {}) : {};
  const found = new Map<string, string>();
  for (const path of refusedPaths(details)) {
    // The innermost part of it that is written out.
    for (let length = path.length; length > 0; length -= 1) {
      const name = printPath(path.slice(0, length));
      const place = Object.hasOwn(places, name) ? places[name] : undefined;
      if (place === undefined) continue;
      found.set(name, `${name}: ${printPlace(place)}`);
      break;
    }
  }
  return [...found.values()].slice(0, maxFields);
}

const maxFields = 10;

/** The answer in which something is missing. */
function printSource({ node, app, requestId, answer }: AnswerSource, map: SourceMap | undefined): string[] {
  return [
    ...listAbout(placeOf(node, map), app, requestId).map(printable),
    `${printable(node)} answered:`,
    ...indent(printJson(answer, shortenTexts).split("\n")),
  ];
}

/** `workflows/shop.ts:4:24  fal-ai/flux/dev  request 1504…`, or nothing. */
function listAbout(place: NodePlace | undefined, app?: string, requestId?: string): string[] {
  const parts = [place && printPlace(place), app, requestId && `request ${requestId}`].filter(
    (part) => part !== undefined,
  );
  return parts.length === 0 ? [] : [parts.join("  ")];
}

function placeOf(node: string, sourceMap: SourceMap | undefined): NodePlace | undefined {
  const places = sourceMap?.nodes ?? {};
  return Object.hasOwn(places, node) ? places[node] : undefined;
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
