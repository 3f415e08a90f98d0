/** JSON → a fault script, or all that is wrong with it, each with its path: `rules[2].status must be …`. */
import { suggest } from "../../guess/suggest.ts";
import { isJsonObject, type Json, type JsonObject } from "../../lib/json.ts";
import { describeValue } from "../../schema/describe-schema.ts";
import { type FaultKind, type FaultScript, type Stage, stages, stagesOf } from "./fault-script.ts";

export type ReadFaultScript =
  { readonly script: FaultScript } | { readonly problems: readonly [string, ...string[]] };

/** Nothing is left out or ignored: an unknown field is a mistake, because a misspelt rule would never apply. */
export function readFaultScript(value: unknown): ReadFaultScript {
  const [first, ...more] = findProblems(value);
  // Checked.
  return first === undefined ? { script: value as FaultScript } : { problems: [first, ...more] };
}

/** What is wrong with a value, as the end of a sentence: `must be a number`. */
type Check = (value: Json) => string | undefined;

interface Field {
  readonly check: Check;
  readonly isRequired?: true;
}

function findProblems(value: unknown): readonly string[] {
  if (!isJsonObject(value)) return [`a fault script is an object with "rules", not ${describeValue(value)}`];
  const problems = listUnknown(value, ["seed", "rules"], "");
  const { seed, rules } = value;
  if (seed !== undefined && typeof seed !== "string")
    problems.push(`seed must be a text, not ${describeValue(seed)}`);
  if (!Array.isArray(rules))
    return [...problems, `rules must be a list of rules, not ${describeValue(rules)}`];
  if (rules.length > maxRules) return [...problems, `rules must be at most ${maxRules}, not ${rules.length}`];
  return [...problems, ...rules.flatMap((rule: Json, index) => findRuleProblems(rule, `rules[${index}]`))];
}

const maxRules = 1000;

function findRuleProblems(rule: Json, path: string): readonly string[] {
  if (!isJsonObject(rule)) return [`${path} must be an object, not ${describeValue(rule)}`];
  const { kind } = rule;
  if (!isKind(kind)) return [`${path}.kind ${mustBeOneOf(Object.keys(stagesOf), kind)}`];
  const fields = { ...which, ...fieldsOf[kind] };
  const problems = listUnknown(rule, ["kind", "stage", ...Object.keys(fields)], `${path}.`);
  for (const [name, { check, isRequired }] of Object.entries(fields)) {
    const given = rule[name];
    const problem = given === undefined ? isRequired && "is missing" : check(given);
    if (problem) problems.push(`${path}.${name} ${problem}`);
  }
  return [...problems, ...findStageProblems(kind, rule, path)];
}

function findStageProblems(kind: FaultKind, rule: JsonObject, path: string): readonly string[] {
  const possible = stagesOf[kind];
  const stage = rule["stage"] ?? (possible.length === 1 ? possible[0] : undefined);
  if (stage === undefined) return [`${path}.stage is missing: one of ${possible.join(", ")}`];
  if (!isStage(stage) || !possible.includes(stage)) return [`${path}.stage ${mustBeOneOf(possible, stage)}`];
  return Object.entries(senseless[stage] ?? {}).flatMap(([name, reason]) =>
    rule[name] === undefined ? [] : [`${path}.${name} does not go with the stage ${stage}: ${reason}`],
  );
}

/** Fields that could never fit, or would mean nothing, at a stage. */
const onceOnly = { ask: `a call has only one such request; "call" counts calls` };
const noCall = { call: `it belongs to no call; "ask" counts these requests` };
const senseless: Partial<Record<Stage, Readonly<Record<string, string>>>> = {
  submit: onceOnly,
  model: { ...onceOnly, at: "it is no request" },
  upload: { ...noCall, endpoint: "an upload is for no endpoint" },
  history: noCall,
};

function isKind(kind: Json | undefined): kind is FaultKind {
  return typeof kind === "string" && Object.hasOwn(stagesOf, kind);
}

function isStage(stage: Json): stage is Stage {
  return stages.some((each) => each === stage);
}

/** Node's timers hold no more. */
const maxMs = 2 ** 31 - 1;

const milliseconds = number(0, maxMs);

const selection: Check = (value) => {
  if (typeof value === "number") return wholeNumber(1)(value);
  if (!isJsonObject(value) || Object.keys(value).length === 0) {
    return `must be a number from 1, or { "from": 2, "to": 4 }, not ${describeValue(value)}`;
  }
  const [unknown] = listUnknown(value, ["from", "to"], "");
  if (unknown !== undefined) return `is not understood: ${unknown}`;
  const { from = 1, to = Number.MAX_SAFE_INTEGER } = value;
  const problem = wholeNumber(1)(from) ?? wholeNumber(1)(to);
  return problem ?? (Number(from) <= Number(to) ? undefined : "ends before it begins");
};

const duration: Check = (value) => {
  if (!isJsonObject(value)) {
    return milliseconds(value) && `${milliseconds(value)}, or { "min", "max" }, or { "median", "p95" }`;
  }
  const names = "median" in value || "p95" in value ? ["median", "p95"] : ["min", "max"];
  const [unknown] = listUnknown(value, names, "");
  if (unknown !== undefined) return `is not understood: ${unknown}`;
  const [low, high] = names.map((name) => value[name]);
  const check = number(names[0] === "median" ? 1 : 0, maxMs);
  for (const [name, each] of [
    [names[0], low],
    [names[1], high],
  ] as const) {
    if (each === undefined) return `lacks "${name}"`;
    const problem = check(each);
    if (problem !== undefined) return `is not understood: ${name} ${problem}`;
  }
  return Number(low) <= Number(high) ? undefined : `has a "${names[0]}" above its "${names[1]}"`;
};

const positions: Check = (value) => {
  if (!Array.isArray(value) || value.length === 0 || value.length > 1000)
    return `must be a list of 1 to 1000 positions, not ${describeValue(value)}`;
  const wrong = value.findIndex((each: Json) => wholeNumber(0)(each) !== undefined);
  return wrong < 0
    ? undefined
    : `has a wrong position, its item ${wrong}: it ${wholeNumber(0)(value[wrong])}`;
};

const json: Check = (value) => {
  try {
    return JSON.stringify(value) === undefined ? "must be JSON" : undefined;
  } catch {
    return "must be JSON that is not nested too deeply";
  }
};

const which: Readonly<Record<string, Field>> = {
  endpoint: {
    check: (value) =>
      typeof value === "string" && /^[^\s]{1,500}$/.test(value)
        ? undefined
        : `must be an endpoint such as "fal-ai/flux/*", not ${describeValue(value)}`,
  },
  call: { check: selection },
  ask: { check: selection },
  share: { check: number(0, 1) },
};

const fieldsOf: Readonly<Record<FaultKind, Readonly<Record<string, Field>>>> = {
  latency: { ms: { check: duration, isRequired: true } },
  queue: {
    positions: { check: positions, isRequired: true },
    everyMs: { check: milliseconds, isRequired: true },
  },
  refusal: {},
  error: {
    status: { check: wholeNumber(400, 599), isRequired: true },
    body: { check: json },
    at: { check: oneOf("before", "after") },
  },
  cut: { at: { check: oneOf("before", "after", "middle"), isRequired: true } },
  restart: {
    downMs: { check: milliseconds, isRequired: true },
    requests: { check: oneOf("kept", "forgotten"), isRequired: true },
    at: { check: oneOf("before", "after") },
  },
  expired: { afterMs: { check: milliseconds, isRequired: true } },
  lag: { ms: { check: milliseconds, isRequired: true } },
};

function number(least: number, most: number): Check {
  return (value) =>
    typeof value === "number" && value >= least && value <= most
      ? undefined
      : `must be a number from ${least} to ${most}, not ${describeValue(value)}`;
}

function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): Check {
  return (value) => {
    if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most)
      return undefined;
    const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
    return `must be a whole number ${range}, not ${describeValue(value)}`;
  };
}

function oneOf(...choices: readonly string[]): Check {
  return (value) => (choices.some((each) => each === value) ? undefined : mustBeOneOf(choices, value));
}

function mustBeOneOf(choices: readonly string[], value: unknown): string {
  const near = typeof value === "string" ? suggest(value, choices) : undefined;
  const all = `must be one of ${choices.join(", ")}, not ${describeValue(value)}`;
  return near === undefined ? all : `${all}. Did you mean ${near}?`;
}

function listUnknown(value: JsonObject, known: readonly string[], path: string): string[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const near = suggest(key, known);
      const there = near === undefined ? `There are: ${known.join(", ")}.` : `Did you mean ${near}?`;
      return `${path}${key} is unknown. ${there}`;
    });
}
