/**
 * Diagnostics as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), which GitHub's code scanning and editors
 * read. The same diagnostics give the same bytes: no times, no absolute paths.
 */
import type { JsonObject } from "../../lib/json.ts";
import { catalogue } from "../catalogue.ts";
import type { Diagnostic, DiagnosticCode } from "../diagnostic.ts";
import type { DiagnosticKind } from "../kind.ts";
import { positionAt, type Span } from "../span.ts";
import { explanation } from "./explanation.ts";

/** `version`: falc's own. */
export function diagnosticsToSarif(diagnostics: readonly Diagnostic[], version: string): JsonObject {
  const codes = Object.keys(catalogue) as DiagnosticCode[];
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "falc", semanticVersion: version, rules: codes.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        results: diagnostics.map((diagnostic) => resultOf(diagnostic, codes.indexOf(diagnostic.code))),
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

function resultOf(diagnostic: Diagnostic, ruleIndex: number): JsonObject {
  const { code, kind, span, trail } = diagnostic;
  const text = explanation(diagnostic).join("\n\n");
  return {
    ruleId: code,
    ruleIndex,
    level: levelOf(kind),
    message: { text },
    locations: [{ physicalLocation: placeOf(span) }],
    ...(trail.length > 0 && {
      relatedLocations: trail.map((call, id) => ({
        id,
        physicalLocation: placeOf(call),
        message: { text: "called from here" },
      })),
    }),
  };
}

/** Lines and columns count from 1; the end column is the one behind the last character. */
function placeOf({ source, start, end }: Span): JsonObject {
  const from = positionAt(source, start);
  const to = positionAt(source, Math.max(start, end));
  return {
    artifactLocation: {
      uri: source.path.split("/").map(encodeURIComponent).join("/"),
      uriBaseId: "%SRCROOT%",
    },
    region: { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column },
  };
}

function levelOf(kind: DiagnosticKind): "error" | "warning" {
  return kind === "warning" ? "warning" : "error";
}
