/** Parses the errors that `tsc --pretty false` prints. */

export interface TypeScriptError {
  /** `TS2322` */
  readonly code: string;
  /** Its lines; those after the first are indented. */
  readonly text: string;
  /** `undefined` if it is not about a file, such as a missing configuration. */
  readonly place: ErrorPlace | undefined;
}

export interface ErrorPlace {
  /** As printed: relative to TypeScript's working folder. */
  readonly file: string;
  /** From 1, counted as TypeScript does. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

export interface ParsedOutput {
  readonly errors: readonly TypeScriptError[];
  /** The first line that does not belong to an error; `undefined` if all were understood. */
  readonly strange: string | undefined;
}

/**
 * `workflows/a.ts(5,26): error TS2322: Type …`, then indented lines that belong to it; `error TS5083: …` without a
 * location. Linear in the output.
 */
export function parseErrors(output: string): ParsedOutput {
  const errors: { code: string; lines: string[]; place: ErrorPlace | undefined }[] = [];
  let strange: string | undefined;
  for (const line of output.split(/\r?\n/)) {
    if (line === "") continue;
    const found = parseFirstLine(line);
    if (found !== undefined) errors.push({ code: found.code, lines: [found.text], place: found.place });
    else if (line.startsWith(" ") && errors.length > 0) errors.at(-1)?.lines.push(line);
    else strange ??= line;
  }
  return {
    errors: errors.map(({ code, lines, place }) => ({ code, text: lines.join("\n"), place })),
    strange,
  };
}

const head = "error TS";

function parseFirstLine(line: string): TypeScriptError | undefined {
  if (line.startsWith(head)) return parseMessage(line.slice("error ".length), undefined);
  const at = line.indexOf(`): ${head}`);
  const open = line.lastIndexOf("(", at);
  if (at < 0 || open < 0) return undefined;
  const position = /^(\d{1,9}),(\d{1,9})$/.exec(line.slice(open + 1, at));
  if (position === null) return undefined;
  const place = { file: line.slice(0, open), line: Number(position[1]), column: Number(position[2]) };
  return parseMessage(line.slice(at + "): error ".length), place);
}

/** `TS2322: Type …` */
function parseMessage(message: string, place: ErrorPlace | undefined): TypeScriptError | undefined {
  const code = /^TS\d{1,9}(?=: )/.exec(message)?.[0];
  return code === undefined ? undefined : { code, text: message.slice(code.length + 2), place };
}
