import type { SourcePlace } from "../../compiler/pipeline.ts";
import type { NodeFailure } from "../../runner/events.ts";
import type { CliPaint } from "../paint.ts";
import { printable, printJson } from "../printable.ts";
import type { SourceMap } from "../source-map.ts";

/**
 * A failed node over several lines: what was said, where it stands in the source, and what was sent.
 *
 *     failed cutout (422): image_url: Field required
 *       workflows/_cutout.ts:4:24  fal-ai/bria/background/remove  request 1504…
 *       called from workflows/product-shot.ts:14:24
 *       sent:
 *         { … }
 */
export function printFailure(
  failure: NodeFailure,
  sourceMap: SourceMap | undefined,
  paint: CliPaint,
): string {
  const { node, app, input, message, status, requestId } = failure;
  const places = sourceMap?.nodes ?? {};
  const place = Object.hasOwn(places, node) ? places[node] : undefined;
  const where = place && printPlace(place);
  const calls = (place?.calledFrom ?? []).toReversed().map((call) => `called from ${printPlace(call)}`);
  const about = [where, app, requestId && `request ${requestId}`].filter((part) => part !== undefined);
  const answer = status === undefined ? "" : ` (${status})`;
  const sent = input === undefined ? [] : ["sent:", ...indent(printJson(input, shorten).split("\n"))];
  return [
    `${paint.kind("error", "failed")} ${paint.strong(printable(node))}${answer}: ${printable(message)}`,
    ...indent([...(about.length > 0 ? [about.join("  ")] : []), ...calls].map(printable)),
    ...indent(sent),
  ].join("\n");
}

function printPlace({ file, line, column }: SourcePlace): string {
  return `${file}:${line}:${column}`;
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

/** A data URL can be megabytes long. */
function shorten(_key: string, value: unknown): unknown {
  return typeof value === "string" && value.length > 500
    ? `${value.slice(0, 500)}… (${value.length} characters)`
    : value;
}
