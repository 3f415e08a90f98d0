/**
 * The origin of nodes, kept in `.falc/` and never committed: node id → file, line and column; with a digest of the
 * sources, so that a run can say that they changed since, and the endpoints that the workflow declares.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import type { EmittedWorkflow, NodePlace, SourcePlace } from "../../compiler/pipeline.ts";
import type { SourceText } from "../../diagnostics/span.ts";
import type { Endpoint } from "../../endpoints/catalog.ts";
import { withPlainLineEnds } from "../../lib/line-ends.ts";
import { cacheFiles, inCache } from "../cache/project-cache.ts";
import type { Project } from "../project/project.ts";
import type { FileContent } from "../project/write-file.ts";

export interface SourceMap {
  readonly nodes: Readonly<Record<string, NodePlace>>;
  /** Node id → path in what it sends, `loras[0].scale`, → where that field is written. */
  readonly fields?: Readonly<Record<string, Readonly<Record<string, SourcePlace>>>>;
  /** File → SHA-256 of its text. */
  readonly sources: Readonly<Record<string, string>>;
  /** Endpoints that the workflow itself declares, so that the emulator can emulate them. */
  readonly endpoints: readonly Endpoint[];
}

export function sourceMapOf(
  { sourceMap, fieldPlaces, endpoints }: EmittedWorkflow,
  sources: readonly SourceText[],
): SourceMap {
  return {
    nodes: sourceMap,
    fields: fieldPlaces,
    endpoints,
    sources: Object.fromEntries(sources.map(({ path, text }) => [path, digest(text)])),
  };
}

/** The files that store a source map. */
export function sourceMapFiles(project: Project, name: string, map: SourceMap): readonly FileContent[] {
  return cacheFiles(project, fileOf(name), `${JSON.stringify(map)}\n`);
}

/** `undefined` if the workflow was not compiled on this machine, or the file is invalid. */
export function readSourceMap(project: Project, name: string): SourceMap | undefined {
  try {
    const map = JSON.parse(
      readFileSync(project.absolute(inCache(fileOf(name))), "utf8"),
    ) as Partial<SourceMap> | null;
    const { nodes, fields = {}, sources, endpoints } = map ?? {};
    return nodes && sources && Array.isArray(endpoints) ? { nodes, fields, sources, endpoints } : undefined;
  } catch {
    return undefined;
  }
}

export interface ChangedSource {
  /** Relative to the project. */
  readonly file: string;
  /** Whether it still exists. */
  readonly isThere: boolean;
}

/** The first source file that changed since the workflow was compiled. */
export function changedSource(project: Project, map: SourceMap): ChangedSource | undefined {
  const changed = Object.keys(map.sources).find((file) => {
    try {
      return digest(readFileSync(project.absolute(file), "utf8")) !== map.sources[file];
    } catch {
      return true;
    }
  });
  return changed === undefined
    ? undefined
    : { file: changed, isThere: existsSync(project.absolute(changed)) };
}

/** Independent of line ends: Git may check a source out with CRLF. */
export function digest(text: string): string {
  return createHash("sha256")
    .update(withPlainLineEnds(text.replace(/^\ufeff/, "")))
    .digest("hex");
}

function fileOf(name: string): string {
  return `source-maps/${name}.json`;
}
