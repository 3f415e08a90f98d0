/** Parses JSON, or says where it becomes invalid: the messages of `JSON.parse` differ by Node version and by case. */
import type { Json } from "./json.ts";

export type ParsedJson = { readonly value: Json } | JsonProblem;

export interface JsonProblem {
  /** A clause: `a comma or } is missing`. */
  readonly problem: string;
  /** In UTF-16 units from 0, not counting a byte order mark. */
  readonly offset: number;
  /** Counts from 1. */
  readonly line: number;
  /** Counts from 1. */
  readonly column: number;
}

/** Ignores a leading byte order mark. */
export function parseJson(text: string): ParsedJson {
  const plain = text.replace(/^\ufeff/, "");
  try {
    return { value: JSON.parse(plain) as Json }; // JSON.parse returns nothing else
  } catch {
    const { offset, problem } = findProblem(plain);
    const before = plain.slice(0, offset).split(/\r\n|\r|\n/);
    return { problem, offset, line: before.length, column: (before.at(-1) ?? "").length + 1 };
  }
}

/** `settings.json:3:14 is not valid JSON: a comma or } is missing` */
export function printJsonProblem(file: string, { problem, line, column }: JsonProblem): string {
  return `${file}:${line}:${column} is not valid JSON: ${problem}`;
}

type Expected = "value" | "value or ]" | "key" | "key or }" | "colon" | "comma or end";

/**
 * The first position at which the text is no longer valid JSON. Uses an explicit stack, because data may be
 * deeply nested.
 */
function findProblem(text: string): { readonly offset: number; readonly problem: string } {
  const open: ("{" | "[")[] = [];
  let expected: Expected = "value";
  let offset = 0;
  for (;;) {
    token.lastIndex = offset;
    const [whole = "", space = "", found = ""] = token.exec(text) ?? [];
    offset += space.length;
    const at = (problem: string) => ({ offset, problem });
    const isEnd = offset === text.length;
    if (isEnd && text.trim() === "") return at("it is empty");
    if (isEnd) return at(`${closing(open)} is missing at the end`);
    if (expected === "comma or end" && open.length === 0) return at("there is more text after the value");
    const isString = found.startsWith('"');
    if (found === "" || (isString && !isWhole(found))) return at(describeWrong(text.slice(offset), expected));
    offset += whole.length - space.length;
    const wrong = () => ({ offset: offset - found.length, problem: describeExpected(expected, open) });
    if ((found === "}" && open.at(-1) === "{") || (found === "]" && open.at(-1) === "[")) {
      if (expected === "value" || expected === "key") {
        return { offset: offset - 1, problem: `there is a comma before ${found}` };
      }
      if (expected === "colon") return wrong();
      open.pop();
      expected = "comma or end";
    } else if (found === ",") {
      if (expected !== "comma or end") return wrong();
      expected = open.at(-1) === "{" ? "key" : "value";
    } else if (found === ":") {
      if (expected !== "colon") return wrong();
      expected = "value";
    } else if (expected === "key" || expected === "key or }") {
      if (!isString) return wrong();
      expected = "colon";
    } else if (expected === "value" || expected === "value or ]") {
      if (found === "{" || found === "[") {
        open.push(found);
        expected = found === "{" ? "key or }" : "value or ]";
      } else if (found === "}" || found === "]") return wrong();
      else expected = "comma or end";
    } else return wrong();
  }
}

/** White space, then one token: punctuation, a string up to where it breaks off, a number, or a word. */
const token =
  /([ \t\r\n]*)([{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"?|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w))?/y;

function isWhole(string: string): boolean {
  return string.length > 1 && string.endsWith('"');
}

function describeWrong(rest: string, expected: Expected): string {
  if (rest.startsWith('"')) return "this string does not end on its line, or has an invalid escape";
  if (/^\/[/*]/.test(rest)) return "JSON has no comments";
  if (rest.startsWith("'")) return "strings need double quotes";
  const isKey = expected === "key" || expected === "key or }";
  const [word = rest.slice(0, 1)] = /^[\w.$-]{1,40}/.exec(rest) ?? [];
  return isKey ? `the key ${word} needs double quotes` : `${JSON.stringify(word)} is not a JSON value`;
}

function describeExpected(expected: Expected, open: readonly ("{" | "[")[]): string {
  switch (expected) {
    case "value":
    case "value or ]":
      return "a value is missing";
    case "key":
    case "key or }":
      return "a key in double quotes is missing";
    case "colon":
      return "a colon is missing";
    case "comma or end":
      return `a comma or ${closing(open)} is missing`;
  }
}

function closing(open: readonly ("{" | "[")[]): string {
  return open.at(-1) === "{" ? "}" : "]";
}
