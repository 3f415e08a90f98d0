/**
 * Diagnostics as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), which GitHub's code scanning
 * and editors read. The same diagnostics give the same bytes: no times, no absolute paths.
 */
import path from "node:path/posix";
import type { JsonObject } from "../../lib/json.ts";
import { catalogue } from "../codes.ts";
import type { Diagnostic, DiagnosticCode } from "../diagnostic.ts";
import type { DiagnosticKind } from "../kind.ts";
import type { Rewrite } from "../suggestion.ts";
import { positionAt, type SourceText, type Span } from "../span.ts";
import { explanation } from "./explanation.ts";

export interface SarifOptions {
  /** falc's own. */
  readonly version: string;
  /** The project's, relative to the repository. */
  readonly folder: string;
}

export function diagnosticsToSarif(
  diagnostics: readonly Diagnostic[],
  { version, folder }: SarifOptions,
): JsonObject {
  const codes = Object.keys(catalogue) as DiagnosticCode[];
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "falc", semanticVersion: version, rules: codes.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the repository." } } },
        results: diagnostics.map((diagnostic) =>
          resultOf(diagnostic, codes.indexOf(diagnostic.code), folder),
        ),
      },
    ],
  };
}

function ruleOf(code: DiagnosticCode): JsonObject {
  const { title, why, kind } = catalogue[code];
  return {
    id: code,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: why },
    help: { text: `${why}\n\nA bad and a good example: falc explain ${code}` },
    defaultConfiguration: { level: levelOf(kind) },
  };
}

function resultOf(diagnostic: Diagnostic, ruleIndex: number, folder: string): JsonObject {
  const { code, kind, span, trail, fix } = diagnostic;
  const text = explanation(diagnostic).join("\n\n");
  return {
    ruleId: code,
    ruleIndex,
    level: levelOf(kind),
    message: { text },
    locations: [{ physicalLocation: placeOf(span, folder) }],
    // A file that does not exist yet has no region to change.
    ...(fix !== undefined && fix.files === undefined && { fixes: [fixOf(fix, folder)] }),
    ...(trail.length > 0 && {
      relatedLocations: trail.map((call, id) => ({
        id,
        physicalLocation: placeOf(call, folder),
        message: { text: "called from here" },
      })),
    }),
  };
}

/** One change per file, in the order of the edits. */
function fixOf({ edits, note }: Rewrite, folder: string): JsonObject {
  const sources = new Set(edits.map((edit) => edit.span.source));
  return {
    ...(note !== undefined && { description: { text: note } }),
    artifactChanges: [...sources].map((source) => ({
      artifactLocation: fileOf(source, folder),
      replacements: edits
        .filter((edit) => edit.span.source === source)
        .map((edit) => ({ deletedRegion: regionOf(edit.span), insertedContent: { text: edit.text } })),
    })),
  };
}

function placeOf(span: Span, folder: string): JsonObject {
  return { artifactLocation: fileOf(span.source, folder), region: regionOf(span) };
}

function fileOf({ path: file }: SourceText, folder: string): JsonObject {
  return {
    uri: path.join(folder, file).split("/").map(encodeURIComponent).join("/"),
    uriBaseId: "%SRCROOT%",
  };
}

/** Lines and columns count from 1; the end column is exclusive. */
function regionOf({ source, start, end }: Span): JsonObject {
  const from = positionAt(source, start);
  const to = positionAt(source, Math.max(start, end));
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

function levelOf(kind: DiagnosticKind): "error" | "warning" {
  return kind === "warning" ? "warning" : "error";
}
