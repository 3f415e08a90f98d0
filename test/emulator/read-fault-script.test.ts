import { describe, expect, test } from "vitest";
import { readFaultScript } from "../../src/emulator/faults/read-fault-script.ts";

function problemsOf(value: unknown): readonly string[] {
  const read = readFaultScript(value);
  return "problems" in read ? read.problems : [];
}
const ofRule = (rule: unknown) => problemsOf({ rules: [rule] });

describe("a script is accepted", () => {
  test.each<unknown>([
    { rules: [] },
    { seed: "x", rules: [{ kind: "latency", stage: "model", ms: 5 }] },
    { rules: [{ kind: "latency", stage: "submit", ms: { min: 1, max: 1 } }] },
    { rules: [{ kind: "latency", stage: "upload", ms: { median: 10, p95: 90 }, ask: 2, share: 0.5 }] },
    { rules: [{ kind: "queue", positions: [0, 3], everyMs: 10 }] },
    { rules: [{ kind: "queue", stage: "model", positions: [1], everyMs: 0, call: { from: 2, to: 2 } }] },
    { rules: [{ kind: "error", stage: "submit", status: 429, body: null, at: "after" }] },
    { rules: [{ kind: "cut", stage: "history", at: "middle", endpoint: "a/*" }] },
    { rules: [{ kind: "restart", stage: "submit", downMs: 1, requests: "kept", call: 3 }] },
    { rules: [{ kind: "refusal" }, { kind: "expired", afterMs: 1 }, { kind: "lag", ms: 1 }] },
  ])("%j", (value) => {
    expect(readFaultScript(value)).toEqual({ script: value });
  });
});

describe("a mistake is named with its path", () => {
  test.each<[unknown, string]>([
    [[], `a fault script is an object with "rules", not an array`],
    [null, `a fault script is an object with "rules", not null`],
    [{}, "rules must be a list of rules, not nothing"],
    [{ rules: {} }, "rules must be a list of rules, not an object"],
    [{ rules: [], sed: "1" }, "sed is unknown. Did you mean seed?"],
    [{ rules: [], seed: 1 }, "seed must be a text, not the number 1"],
    [{ rules: Array(1001).fill({ kind: "refusal" }) }, "rules must be at most 1000, not 1001"],
  ])("in %j", (value, problem) => {
    expect(problemsOf(value)).toEqual([problem]);
  });

  test.each<[unknown, string]>([
    ["x", `rules[0] must be an object, not the string "x"`],
    [
      {},
      "rules[0].kind must be one of latency, queue, refusal, error, cut, restart, expired, lag, not nothing",
    ],
    [{ kind: "toString" }, "rules[0].kind must be one of latency, queue,"],
    [{ kind: "latncy" }, "Did you mean latency?"],
    [{ kind: "latency", ms: 1 }, "rules[0].stage is missing: one of submit, model, status,"],
    [{ kind: "latency", stage: "sbmit", ms: 1 }, "Did you mean submit?"],
    [{ kind: "cut", stage: "model", at: "after" }, "rules[0].stage must be one of submit, status,"],
    [
      { kind: "expired", stage: "status", afterMs: 1 },
      `rules[0].stage must be one of result, not the string`,
    ],
    [{ kind: "latency", stage: "submit" }, "rules[0].ms is missing"],
    [{ kind: "latency", stage: "submit", ms: -1 }, "rules[0].ms must be a number from 0 to 2147483647, not"],
    [{ kind: "latency", stage: "submit", ms: 2 ** 31 }, "rules[0].ms must be a number from 0 to"],
    [{ kind: "latency", stage: "submit", ms: {} }, `rules[0].ms lacks "min"`],
    [{ kind: "latency", stage: "submit", ms: { min: 2, max: 1 } }, `rules[0].ms has a "min" above its "max"`],
    [{ kind: "latency", stage: "submit", ms: { median: 2 } }, `rules[0].ms lacks "p95"`],
    [{ kind: "latency", stage: "submit", ms: { median: 0, p95: 1 } }, "median must be a number from 1"],
    [
      { kind: "latency", stage: "submit", ms: { median: 2, p95: 9, max: 1 } },
      "rules[0].ms is not understood: max is unknown.",
    ],
    [
      { kind: "error", stage: "submit", status: 200 },
      "rules[0].status must be a whole number from 400 to 599",
    ],
    [{ kind: "error", stage: "submit", status: 500, body: 1n }, "rules[0].body must be JSON"],
    [
      { kind: "error", stage: "model", status: 500, at: "after" },
      "rules[0].at does not go with the stage model",
    ],
    [{ kind: "cut", stage: "submit" }, "rules[0].at is missing"],
    [{ kind: "cut", stage: "submit", at: "midle" }, "Did you mean middle?"],
    [
      { kind: "queue", everyMs: 1, positions: [] },
      "rules[0].positions must be a list of 1 to 1000 positions",
    ],
    [
      { kind: "queue", everyMs: 1, positions: [1, -1] },
      "rules[0].positions has a wrong position, its item 1",
    ],
    [{ kind: "refusal", call: 0 }, "rules[0].call must be a whole number from 1, not the number 0"],
    [{ kind: "refusal", call: {} }, `rules[0].call must be a number from 1, or { "from": 2, "to": 4 }`],
    [{ kind: "refusal", call: { from: 3, to: 2 } }, "rules[0].call ends before it begins"],
    [{ kind: "refusal", call: { first: 3 } }, "rules[0].call is not understood: first is unknown."],
    [{ kind: "refusal", ask: 1 }, `"call" counts calls`],
    [{ kind: "refusal", endpoint: "" }, "rules[0].endpoint must be an endpoint such as"],
    [{ kind: "refusal", share: 2 }, "rules[0].share must be a number from 0 to 1"],
    [{ kind: "lag", ms: 1, call: 1 }, "rules[0].call does not go with the stage history"],
    [{ kind: "latency", stage: "upload", ms: 1, endpoint: "a/b" }, "an upload is for no endpoint"],
    [
      { kind: "refusal", nth: 1 },
      "rules[0].nth is unknown. There are: kind, stage, endpoint, call, ask, share.",
    ],
    [JSON.parse(`{"kind":"refusal","__proto__":1}`), "rules[0].__proto__ is unknown."],
  ])("in the rule %o", (rule, problem) => {
    const problems = ofRule(rule);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  test("all of them at once", () => {
    expect(problemsOf({ sed: "", rules: [{ kind: "cut", at: "x" }, { kind: "expired" }] })).toHaveLength(4);
  });
});
