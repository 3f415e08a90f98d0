/**
 * What a stage gave, as text: a tree in which everything that is large or leads back is a short name in brackets, such as
 * `[photo.ts 7:16 CallExpression]` or `[call 0]`.
 */
import type { Module } from "../../src/compiler/1-parse/module.ts";
import { Task } from "../../src/compiler/2-evaluate/machine/task.ts";
import type { Call } from "../../src/compiler/evaluation.ts";
import { ts, type TS } from "../../src/compiler/typescript.ts";
import { positionAt, type SourceText, type Span } from "../../src/diagnostics/span.ts";
import type { Endpoint } from "../../src/endpoints/catalog.ts";

/** The maximum length of JSON that is printed on one line. */
const maxLine = 100;

export function printStage(value: unknown): string {
  return new Printer().print(value, "").join("\n");
}

class Printer {
  /** The objects around the value, and the calls that were printed. */
  readonly #seen = new Set<object>();

  /** Without the indent on the first line. */
  print(value: unknown, indent: string): string[] {
    if (typeof value === "string" && value.includes("\n")) {
      const lines = value.trimEnd().split("\n");
      return ["|", ...lines.map((line) => `${indent}  ${line}`)];
    }
    if (typeof value === "function") return ["[function]"];
    if (typeof value !== "object" || value === null) return [JSON.stringify(value) ?? "undefined"];
    const name = nameOf(value, this.#seen);
    if (name !== undefined) return [name];
    this.#seen.add(value);
    const lines = this.#parts(value, indent);
    // A call is referred to from everywhere; anything else may be printed at several places, but not inside itself.
    if (!isCall(value)) this.#seen.delete(value);
    return lines;
  }

  #parts(value: object, indent: string): string[] {
    const short = shortJson(value);
    if (short !== undefined) return [short];
    const entries = entriesOf(value);
    if (entries.length === 0) return [Array.isArray(value) ? "[]" : "{}"];
    const lines = entries.flatMap(([key, part]) => {
      const [first = "", ...others] = this.print(part, `${indent}  `);
      return [`${indent}  ${key}:${first === "" ? "" : ` ${first}`}`, ...others];
    });
    return ["", ...lines];
  }
}

function entriesOf(value: object): (readonly [string, unknown])[] {
  if (value instanceof Map) return [...value].map(([key, part]) => [String(key), part]);
  if (value instanceof Set) return [...value].map((part, index) => [String(index), part]);
  return Object.entries(value).filter(([, part]) => part !== undefined);
}

function nameOf(value: object, seen: ReadonlySet<object>): string | undefined {
  if (isNode(value)) {
    const tree = value.getSourceFile();
    const { line, character } = tree.getLineAndCharacterOfPosition(value.getStart(tree));
    return `[${tree.fileName} ${line + 1}:${character + 1} ${ts.SyntaxKind[value.kind]}]`;
  }
  if (value instanceof Task) return "[task]";
  if (isModule(value)) return `[module ${value.path}]`;
  if (isSpan(value)) {
    const { line, column } = positionAt(value.source, value.start);
    return `[${value.source.path} ${line}:${column}]`;
  }
  if (isEndpoint(value)) return `[endpoint ${value.id}]`;
  if (!seen.has(value)) return undefined;
  return isCall(value) ? `[call ${value.index}]` : "[circular]";
}

/** `undefined` if it is long, or holds something that JSON does not. */
function shortJson(value: object): string | undefined {
  let left = maxLine;
  const isPlain = (part: unknown): boolean => {
    left -= 1;
    if (left < 0) return false;
    if (typeof part !== "object" || part === null) return typeof part !== "function";
    if (!Array.isArray(part) && Object.getPrototypeOf(part) !== Object.prototype) return false;
    return nameOf(part, new Set()) === undefined && !isCall(part) && Object.values(part).every(isPlain);
  };
  if (!isPlain(value)) return undefined;
  const text = JSON.stringify(value);
  return text.length > maxLine ? undefined : text;
}

function isNode(value: object): value is TS.Node {
  return "kind" in value && "getSourceFile" in value;
}

function isModule(value: object): value is Module {
  return "tree" in value && "imports" in value;
}

function isSpan(value: object): value is Span {
  return "source" in value && "start" in value && isSource((value as Span).source);
}

function isSource(value: unknown): value is SourceText {
  return typeof value === "object" && value !== null && "text" in value && "path" in value;
}

function isEndpoint(value: object): value is Endpoint {
  return "id" in value && "input" in value && "output" in value;
}

function isCall(value: object): value is Call {
  return "index" in value && "endpoint" in value && "trail" in value;
}
