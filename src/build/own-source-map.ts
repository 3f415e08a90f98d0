/** Source maps of the bundles, reduced to falc's own sources: those of TypeScript would be larger than the package. */
import { decode, encode, type SourceMapSegment } from "@jridgewell/sourcemap-codec";

interface SourceMap {
  readonly version: 3;
  readonly sources: readonly (string | null)[];
  readonly names: readonly string[];
  readonly mappings: string;
}

/** `map`: as esbuild writes it. Every position in a package becomes a position without a source. */
export function ownSourceMap(map: string): string {
  const { sources, mappings } = JSON.parse(map) as SourceMap;
  const isOwn = sources.map((source) => source !== null && !source.includes("node_modules/"));
  const kept = sources.flatMap((source, index) => (isOwn[index] === true ? [source] : []));
  const places = new Map(kept.map((source, index) => [source, index]));
  const lines = decode(mappings).map((segments) => {
    const own: SourceMapSegment[] = [];
    for (const [column, source, line, sourceColumn] of segments) {
      const place = source === undefined ? undefined : places.get(sources[source] ?? "");
      if (place !== undefined && line !== undefined && sourceColumn !== undefined)
        own.push([column, place, line, sourceColumn]);
      // One position without a source covers all that follow.
      else if (own.at(-1)?.length !== 1) own.push([column]);
    }
    return own;
  });
  return JSON.stringify({ version: 3, names: [], sources: kept, mappings: encode(lines) });
}
