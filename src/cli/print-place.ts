import type { SourcePlace } from "../compiler/pipeline.ts";

/** `workflows/product-shot.ts:14:17` */
export function printPlace({ file, line, column }: SourcePlace): string {
  return `${file}:${line}:${column}`;
}
