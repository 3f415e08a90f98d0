/** The simplest expression of each kind, used if no name holds one: programs shrink towards these. */
import type { Kind } from "../writing/kinds.ts";
import type { Writer } from "../writing/writer.ts";

const resultOfNoCall = `{ images: [{ url: "u" }, { url: "v" }], prompt: "p", seed: 1 }`;

export function simple(kind: Kind, writer: Writer): string {
  const { tape } = writer;
  switch (kind) {
    case "number":
    case "amount":
      return tape.pick(["1", "0", "2", "3", "2.5"]);
    case "boolean":
    case "flag":
      return tape.pick(["true", "false"]);
    case "word":
      return tape.pick([`"sun"`, `"moon"`, `"fog"`, `""`, `"0"`, `"Rain and sea"`, "`dew`"]);
    case "maybe":
      return tape.pick(["undefined", "null", `"sun"`, `""`]);
    case "text":
      return tape.pick([`"a hill"`, "`the sea`", `"glass & brass"`]);
    case "words":
      return tape.pick([`["sun", "moon"]`, `[]`, `["fog", "", "sun"]`]);
    case "numbers":
      return tape.pick(["[1, 2]", "[]", "[3, 1, 10, 2]"]);
    case "texts":
      return tape.pick([`["a", "b"]`, "[]", `["c"]`]);
    case "record":
      return `({ text: "t", note: "n", count: 1 })`;
    case "records":
      return `[${simple("record", writer)}]`;
    case "table":
      return tape.pick([`({ sun: "warm", moon: "cold" })`, "({})", `({ b: "1", a: "2", 10: "3", 9: "4" })`]);
    case "shot":
      return `({ scene: ${simple("record", writer)}, views: ["front"] })`;
    case "map":
      return tape.pick([`new Map([["sun", "warm"]])`, "new Map()"]);
    case "set":
      return tape.pick([`new Set(["sun", "fog", "sun"])`, "new Set()"]);
    case "edit":
      return tape.pick(["(t: string) => t", "(t: string) => `${t}!`", "function (t: string) { return t; }"]);
    case "item": {
      const made = writer.classes.filter(({ takes }) => takes.length === 0).at(-1 - tape.choose(2));
      if (made !== undefined && tape.choose(2) === 1) return `new ${made.callee}()`;
      return `({ text: "t", count: 1, views: ["v"], label: "l", say(t: string) { return this.text + t; }, add(t: string) { this.views.push(t); return this; } })`;
    }
    case "failure":
      return tape.pick([
        `new Error("failed")`,
        `new Failure("own", 3)`,
        `new Late("late")`,
        `new RangeError("range")`,
      ]);
    case "pair":
      return `(["one", 1] as [string, number])`;
    case "photoPromise":
      return writer.mayCall ? `flux({ prompt: "p" })` : `Promise.resolve(${resultOfNoCall})`;
    case "answerPromise":
      return writer.mayCall ? `llm({ model: "m", prompt: "p" })` : `Promise.resolve({ output: "o" })`;
    case "textPromise":
      return `(async () => "soon")()`;
    case "promises":
      return "[]";
    case "photo":
      return writer.isAsync && writer.mayCall ? `(await flux({ prompt: "p" }))` : `(${resultOfNoCall})`;
    case "copy":
      return `({ prompt: "p", seed: 1 })`;
    case "answer":
      return writer.isAsync && writer.mayCall
        ? `(await llm({ model: "m", prompt: "p" }))`
        : `({ output: "o" })`;
  }
}
