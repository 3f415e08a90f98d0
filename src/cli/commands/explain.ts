/** `falc explain`: what a diagnostic means, with an example of it and of what to write instead. Reads no project. */
import { catalogue, groups } from "../../diagnostics/codes.ts";
import type { DiagnosticCode } from "../../diagnostics/diagnostic.ts";
import { type ExampleFile, exampleLines } from "../../diagnostics/example.ts";
import { relatedTo } from "../../diagnostics/related.ts";
import { suggest } from "../../guess/suggest.ts";
import { printJson } from "../../lib/printable.ts";
import { readExample } from "../../workspace/read-example.ts";
import { createCommand } from "../command-line.ts";
import { CommandError, exit, type ExitCode, type Io } from "../io.ts";
import { paintFor } from "../paint.ts";

/** `argv`: the words after `explain`. */
export async function explainCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  await createCommand("falc explain", io)
    .usage("[code] [options]")
    .description(
      "Explain a diagnostic: why it is reported, an example that causes it, and what to write instead.",
    )
    .argument("[code]", "the code of the diagnostic, e.g. condition-unknown (default: list all)")
    .option("--json", "print JSON instead of text")
    .addHelpText(
      "after",
      `
Examples:
  falc explain                      list all codes
  falc explain condition-unknown    explain one code`,
    )
    .action((word: string | undefined, { json = false }: { json?: boolean }) => {
      if (word === undefined) io.stdout.write(json ? `${printJson(listCodes())}\n` : printList(io));
      else {
        const code = findCode(word);
        io.stdout.write(json ? `${printJson(describeCode(code))}\n` : printCode(code, io));
      }
    })
    .parseAsync([...argv], { from: "user" });
  return exit.ok;
}

const codes = Object.keys(catalogue) as DiagnosticCode[];

function findCode(word: string): DiagnosticCode {
  const found = codes.find((code) => code === word);
  if (found !== undefined) return found;
  const near = suggest(word, codes) ?? codes.find((code) => code.includes(word.toLowerCase()));
  const hint = near === undefined ? "All codes: falc explain" : `Did you mean falc explain ${near}?`;
  throw new CommandError(`there is no diagnostic ${JSON.stringify(word)}`, exit.usage, hint);
}

function listCodes() {
  return codes.map((code) => ({ code, kind: catalogue[code].kind, title: catalogue[code].title }));
}

function describeCode(code: DiagnosticCode) {
  const { kind, title, why, advice } = catalogue[code];
  const { bad, good, printed } = readExample(code);
  return {
    code,
    kind,
    title,
    why,
    ...(advice !== undefined && { advice }),
    bad,
    printed,
    good,
    related: relatedTo(code),
  };
}

/** A line per code, under its group. */
function printList({ stdout, env }: Io): string {
  const paint = paintFor(stdout, env);
  const width = Math.max(...codes.map(({ length }) => length));
  const widestKind = "unsupported".length;
  const lines = groups.flatMap(({ title, entries }) => [
    paint.strong(title),
    ...Object.entries(entries).map(
      ([code, { kind, title: about }]) =>
        `  ${code.padEnd(width)}  ${paint.kind(kind, kind)}${" ".repeat(widestKind - kind.length)}  ${about}`,
    ),
    "",
  ]);
  return `${lines.join("\n")}\nFor one code: falc explain <code>\n`;
}

function printCode(code: DiagnosticCode, { stdout, env }: Io): string {
  const paint = paintFor(stdout, env);
  const { kind, title, why, advice } = catalogue[code];
  const { bad, good, printed } = readExample(code);
  const lines = [
    `${paint.strong(code)} ${paint.kind(kind, kind)}`,
    `${title}.`,
    "",
    `Why: ${why}`,
    ...(advice === undefined ? [] : [`Fix: ${advice}`]),
    "",
    paint.strong("Bad"),
    ...indented(bad.flatMap((file) => printFile(file, paint.faint))),
    "",
    paint.strong("What falc reports"),
    ...indented(printed.trimEnd().split("\n")),
    "",
    paint.strong("Good"),
    ...indented(good.flatMap((file) => printFile(file, paint.faint))),
    "",
    `Related: ${relatedTo(code).join(", ")}`,
  ];
  return `${lines.join("\n")}\n`;
}

function printFile(file: ExampleFile, faint: (text: string) => string): readonly string[] {
  return [faint(`// ${file.name}`), ...exampleLines(file)];
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === "" ? "" : `    ${line}`));
}
