import { describe, expect, test } from "vitest";
import { parseAnswers, printAnswer } from "../../../src/runner/answers/answer-lines.ts";
import { AnswerBook } from "../../../src/runner/answers/answer-book.ts";
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
      `there is no field "imput"; an answer has endpoint, node, input, like, output, error`,
    ],
    [`{"endpoint":"a","input":[],"output":1}`, `"input" is not an object`],
    [`{"endpoint":"a","like":"x","output":1}`, `"like" is not an object`],
    [`{"endpoint":"a","input":{},"like":{},"output":1}`, `it has both "input" and "like"`],
    [`{"endpoint":"a","node":"b","output":1}`, `"node" is not a text, or there is no "input" beside it`],
    [
      `{"endpoint":"a","node":1,"input":{},"output":1}`,
      `"node" is not a text, or there is no "input" beside it`,
    ],
    [
      `{"endpoint":"a","output":${"[".repeat(10_000)}${"]".repeat(10_000)}}`,
      "output[0][0] is nested deeper than 200 levels",
    ],
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
    const found = book.take(flux, { size: { height: 2, width: 1 }, prompt: "a" }, "n");
    expect(found).toMatchObject({ kind: "found", answer: { output: 2 } });
    expect(book.take("other/app", input, "n")).toEqual({ kind: "missing", used: 0, others: 0 });
  });

  test("of equal calls is one after the other, and then there is none", () => {
    const book = new AnswerBook([exact("a", 1), exact("b", 9), exact("a", 2)]);
    const outputs = [1, 2, 3].map(() => book.take(flux, { prompt: "a" }, "n"));
    expect(outputs).toMatchObject([
      { answer: { output: 1 } },
      { answer: { output: 2 } },
      { kind: "missing", used: 2, others: 1 },
    ]);
  });

  test("of equal calls is the one of its node, whichever call comes first; a node that has none takes the first left", () => {
    const of = (node: string, output: Json) => ({ ...exact("a", output), node });
    const book = new AnswerBook([of("b", 1), of("a", 2), of("c", 3)]);
    const outputs = ["a", "renamed", "c", "b"].map((node) => book.take(flux, { prompt: "a" }, node));
    expect(outputs).toMatchObject([
      { answer: { output: 2 } },
      { answer: { output: 1 } },
      { answer: { output: 3 } },
      { kind: "missing", used: 3, others: 0 },
    ]);
  });

  test("is found among many equal ones at once", () => {
    const count = 20_000;
    const all = Array.from({ length: count }, (_, index) => ({
      ...exact("a", index),
      node: `n${count - index}`,
    }));
    const book = new AnswerBook(all);
    for (let index = 0; index < count; index++)
      expect(book.take(flux, { prompt: "a" }, `n${count - index}`)).toEqual({
        kind: "found",
        answer: all[index],
      });
  });

  test("is that for exactly its input before the first that is like it, which is for any number of calls", () => {
    const book = new AnswerBook([
      { endpoint: flux, like: { prompt: "*cat*" }, output: "like" },
      { endpoint: flux, output: "any" },
      exact("a cat", "exact"),
    ]);
    const of = (prompt: string) => book.take(flux, { prompt, seed: 1 }, "n");
    expect(book.take(flux, { prompt: "a cat" }, "n")).toMatchObject({ answer: { output: "exact" } });
    for (const prompt of ["a cat", "cat", "my cats"])
      expect(of(prompt)).toMatchObject({ answer: { output: "like" } });
    expect(of("a dog")).toMatchObject({ answer: { output: "any" } });
  });
});
