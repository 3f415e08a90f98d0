/** TypeScript's errors as diagnostics, alongside falc's own. */
import { catalogue } from "../../diagnostics/codes.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { SourceText, Span } from "../../diagnostics/span.ts";
import type { Project } from "../project/project.ts";
import { WorkspaceError } from "../workspace-error.ts";
import type { ErrorPlace, TypeScriptError } from "./parse-errors.ts";

export interface TypeDiagnostic {
  readonly error: TypeScriptError;
  readonly diagnostic: Diagnostic;
}

/** In the order of the errors, without those that have no location. `compiled`: sources that were already read. */
export function typeDiagnostics(
  errors: readonly TypeScriptError[],
  compiled: readonly SourceText[],
  project: Project,
): readonly TypeDiagnostic[] {
  const known = new Map(compiled.map((source) => [source.path, source]));
  const files = new Map<string, CountedSource>();
  return errors.flatMap((error) => {
    const { place } = error;
    if (place === undefined) return [];
    const { file } = place;
    const source = files.get(file) ?? new CountedSource(known.get(file) ?? readSource(place, project));
    files.set(file, source);
    return [{ error, diagnostic: diagnosticOf(error, source.spanAt(place)) }];
  });
}

function diagnosticOf({ code, text }: TypeScriptError, span: Span): Diagnostic {
  const { kind, message, why, advice } = catalogue["type-error"];
  return {
    code: "type-error",
    kind,
    message: message({ code, text }),
    why,
    rewrite: undefined,
    fix: undefined,
    advice: possiblyMissing.has(code) ? assertPresence : advice,
    span,
    trail: [],
  };
}

/** "… is possibly 'undefined'", of a name and of anything else. */
const possiblyMissing: ReadonlySet<string> = new Set(["TS2532", "TS18048"]);

/** Caused by `noUncheckedIndexedAccess` for every result, and by optional fields in an endpoint's type. */
const assertPresence =
  "If you know that the value is present, add `!`: `photo.images[0]!.url`. falc accepts it as TypeScript does.";

/** For a file that falc does not read, only the position is known: the text is white space that ends there. */
function readSource({ file, line, column }: ErrorPlace, project: Project): SourceText {
  const text = readText(file, project);
  return {
    path: file,
    text: text ?? "\n".repeat(Math.min(line, maxBlank) - 1) + " ".repeat(Math.min(column, maxBlank)),
  };
}

const maxBlank = 100_000;

function readText(file: string, project: Project): string | undefined {
  try {
    const text = project.sourceHost().read(file);
    // TypeScript does not count the mark either.
    return text === "outside" ? undefined : text?.replace(/^\ufeff/, "");
  } catch (error) {
    if (error instanceof WorkspaceError) return undefined;
    throw error;
  }
}

/** A text whose lines are counted as TypeScript does: U+2028 and U+2029 also end a line. */
class CountedSource {
  readonly #source: SourceText;
  readonly #lineStarts: readonly number[];

  constructor(source: SourceText) {
    this.#source = source;
    const ends = source.text.matchAll(/\r\n|[\n\r\u2028\u2029]/g);
    this.#lineStarts = [0, ...Array.from(ends, (end) => end.index + end[0].length)];
  }

  /** The token there; clamped to the text in case the file has changed since. */
  spanAt({ line, column }: ErrorPlace): Span {
    const { text } = this.#source;
    const start = Math.min((this.#lineStarts[line - 1] ?? text.length) + column - 1, text.length);
    token.lastIndex = start;
    return { source: this.#source, start, end: start + (token.exec(text)?.[0].length ?? 0) };
  }
}

/** A name, a string on one line, a number or a single character; empty at a line's end. Long tokens are cut. */
const token =
  /[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]{0,999}|"(?:[^"\\\n\r]|\\.){0,999}"|'(?:[^'\\\n\r]|\\.){0,999}'|\d[\w.]{0,99}|\S/uy;
