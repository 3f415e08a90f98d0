/** Stack traces of the package name lines of its bundles, which mean nothing to anybody. */
import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import path from "node:path";
import { ownFolder } from "../assets.ts";

/** The trace with the places in falc's sources, as far as the maps beside the bundles know them. */
export function withSourcePlaces(trace: string, folder = ownFolder): string {
  const maps = new Map<string, SourceMap | undefined>();
  const mapOf = (bundle: string) => {
    if (!maps.has(bundle)) maps.set(bundle, readMap(path.join(folder, `${bundle}.map`)));
    return maps.get(bundle);
  };
  return trace.replace(
    /(?:[^\s()]*[/\\])?([\w-]+\.cjs):(\d+):(\d+)/g,
    (place, bundle: string, line: string, column: string) => {
      if (path.dirname(place) !== path.resolve(folder)) return place;
      const found = mapOf(bundle)?.findEntry(Number(line) - 1, Number(column) - 1);
      // Node's types do not say that a position without a source has none.
      if (found === undefined || !("originalSource" in found) || !found.originalSource) return place;
      const { originalSource, originalLine, originalColumn } = found;
      return `${originalSource.replace(/^(?:\.\.\/)+/, "")}:${originalLine + 1}:${originalColumn + 1}`;
    },
  );
}

function readMap(file: string): SourceMap | undefined {
  try {
    const map = readFileSync(file, "utf8");
    return new SourceMap(JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0]);
  } catch {
    return undefined;
  }
}
