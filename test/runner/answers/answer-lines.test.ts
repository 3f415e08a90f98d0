import { describe, expect, test } from "vitest";
import { parseAnswers, printAnswer } from "../../../src/runner/answers/answer-lines.ts";
import { AnswerBook, matches } from "../../../src/runner/answers/answer-book.ts";
import type { Json } from "../../../src/lib/json.ts";

const flux = "fal-ai/flux/dev";

describe("a file of answers", () => {
  test("has one on each line; empty lines, Windows line ends and a byte order mark are fine", () => {
    const lines = [
      `\ufeff{"endpoint":"a/b","input":{"prompt":"x"},"output":{"text":"y"}}`,
      ``,
      `{"endpoint":"a/b","like":{"prompt":"*x"},"error":{"status":422,"detail":"no"}}`,
      `{"endpoint":"a/b","output":null}`,
    ];
    const read = parseAnswers(`${lines.join("\r\n")}\r\n`);
    expect(read).toEqual({
      answers: [
        { endpoint: "a/b", input: { prompt: "x" }, output: { text: "y" } },
        { endpoint: "a/b", like: { prompt: "*x" }, error: { status: 422, detail: "no" } },
        { endpoint: "a/b", output: null },
      ],
    });
    const again = "answers" in read ? read.answers.map(printAnswer).join("\n") : "";
    expect(parseAnswers(again)).toEqual(read);
  });

  test.each([
    ["{", "it is not valid JSON: } is missing at the end"],
    ["[]", "it is not an object"],
    ["{}", '"endpoint" is missing'],
    [
      `{"endpoint":"a","imput":{},"output":1}`,
      `there is no field "imput"; an answer has endpoint, input, like, output, error`,
    ],
    [`{"endpoint":"a","input":[],"output":1}`, `"input" is not an object`],
    [`{"endpoint":"a","like":"x","output":1}`, `"like" is not an object`],
    [`{"endpoint":"a","input":{},"like":{},"output":1}`, `it has both "input" and "like"`],
    [`{"endpoint":"a"}`, `it needs either "output" or "error"`],
    [`{"endpoint":"a","output":1,"error":{"status":422}}`, `it needs either "output" or "error"`],
    [
      `{"endpoint":"a","error":{"status":200}}`,
      `"error" has no HTTP status: { "status": 422, "detail": "…" }`,
    ],
    [`{"endpoint":"a","error":"no"}`, `"error" has no HTTP status: { "status": 422, "detail": "…" }`],
  ])("%s is refused, with its line", (line, problem) => {
    expect(parseAnswers(`{"endpoint":"a","output":1}\n\n${line}`)).toEqual({ line: 3, problem });
  });
});

describe("the answer to a call", () => {
  const exact = (prompt: string, output: Json) => ({ endpoint: flux, input: { prompt }, output });

  test("is the one for its input, whatever the order of the fields", () => {
    const input = { prompt: "a", size: { width: 1, height: 2 } };
    const book = new AnswerBook([exact("b", 1), { endpoint: flux, input, output: 2 }]);
    const found = book.take(flux, { size: { height: 2, width: 1 }, prompt: "a" });
    expect(found).toMatchObject({ kind: "found", answer: { output: 2 } });
    expect(book.take("other/app", input)).toEqual({ kind: "missing", used: 0, others: 0 });
  });

  test("of equal calls is one after the other, and then there is none", () => {
    const book = new AnswerBook([exact("a", 1), exact("b", 9), exact("a", 2)]);
    const outputs = [1, 2, 3].map(() => book.take(flux, { prompt: "a" }));
    expect(outputs).toMatchObject([
      { answer: { output: 1 } },
      { answer: { output: 2 } },
      { kind: "missing", used: 2, others: 1 },
    ]);
  });

  test("is that for exactly its input before the first that is like it, which is for any number of calls", () => {
    const book = new AnswerBook([
      { endpoint: flux, like: { prompt: "*cat*" }, output: "like" },
      { endpoint: flux, output: "any" },
      exact("a cat", "exact"),
    ]);
    const of = (prompt: string) => book.take(flux, { prompt, seed: 1 });
    expect(book.take(flux, { prompt: "a cat" })).toMatchObject({ answer: { output: "exact" } });
    for (const prompt of ["a cat", "cat", "my cats"])
      expect(of(prompt)).toMatchObject({ answer: { output: "like" } });
    expect(of("a dog")).toMatchObject({ answer: { output: "any" } });
  });
});

test.each<[Json, Json, boolean]>([
  ["a*c", "abc", true],
  ["a*c", "ac", true],
  ["a*c", "abcd", false],
  ["*", "", true],
  ["a*a", "a", false],
  ["*a*b*", "xaxbx", true],
  ["*a*b*", "ba", false],
  ["a", "ab", false],
  ["a*", 1, false],
  [{}, { a: 1 }, true],
  [{ a: { b: "x*" } }, { a: { b: "xy", c: 1 }, d: 2 }, true],
  [{ a: null }, {}, false],
  [{ a: null }, { a: null }, true],
  [{ toString: null }, {}, false],
  [["x*", {}], ["xy", { a: 1 }], true],
  [["x"], ["x", "y"], false],
  [["x"], { 0: "x" }, false],
  [{ 0: "x" }, ["x"], false],
  [1, 1, true],
  [1, "1", false],
  [true, false, false],
])("%j is like %j: %s", (pattern, value, expected) => {
  expect(matches(pattern, value)).toBe(expected);
});

test("a pattern of many stars ends", () => {
  expect(matches("*a".repeat(2_000), `${"a".repeat(100_000)}b`)).toBe(false);
});
