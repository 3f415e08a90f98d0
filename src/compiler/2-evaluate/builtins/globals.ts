/** The global names falc knows, and those it refuses with a reason. */
import { ts, type TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine.ts";
import {
  array,
  type Builtin,
  builtin,
  type CallSite,
  describe,
  known,
  type NamespaceValue,
  object,
  type Poison,
  undefinedValue,
  type Value,
} from "../values.ts";
import { listElements } from "../iterate.ts";
import { joinText } from "../text.ts";
import { awaitAll } from "./promise.ts";

/** Reaches outside the workflow: name → what to do instead, as code. */
const outside: Readonly<Record<string, string>> = {
  fetch: `// fetch before the run and pass the result in\nexport const input = z.object({ page: z.string() });`,
  console: `// print the run's result instead: falc run prints it\nreturn { image: photo.images[0].url };`,
  process: `// pass it in as an input\nexport const input = z.object({ region: z.string() });`,
  setTimeout: `await flux({ prompt }, { after: [other] })   // order calls by what they wait for`,
  setInterval: `await flux({ prompt }, { after: [other] })   // order calls by what they wait for`,
  Date: `// pass the time in as an input\nexport const input = z.object({ date: z.string() });`,
  crypto: `// pass it in as an input\nexport const input = z.object({ id: z.string() });`,
  require: `import { style } from "./_style.ts";`,
  globalThis: `const style = "studio";   // a constant of the file`,
  eval: `const style = "studio";   // a constant of the file`,
  Function: `const style = () => "studio";`,
  localStorage: `// pass it in as an input\nexport const input = z.object({ id: z.string() });`,
  XMLHttpRequest: `// fetch before the run and pass the result in\nexport const input = z.object({ page: z.string() });`,
};

/** What JavaScript has and falc does not know: refused as that, and not as a name that does not exist. */
const unsupported = new Set([
  "Array", "ArrayBuffer", "AbortController", "BigInt", "Blob", "Buffer", "Error", "Event", "File", "FormData", "Headers",
  "Intl", "Iterator", "JSON", "Map", "Proxy", "RangeError", "Reflect", "RegExp", "Request", "Response", "Set", "Symbol",
  "TextDecoder", "TextEncoder", "TypeError", "URL", "URLSearchParams", "Uint8Array", "WeakMap", "WeakRef", "WeakSet",
  "arguments", "atob", "btoa", "clearInterval", "clearTimeout", "decodeURI", "decodeURIComponent", "encodeURI",
  "encodeURIComponent", "escape", "global", "isFinite", "isNaN", "parseFloat", "parseInt", "performance",
  "queueMicrotask", "self", "setImmediate", "structuredClone", "unescape", "window",
]); // prettier-ignore

const mathFunctions = [
  "abs",
  "ceil",
  "floor",
  "max",
  "min",
  "round",
  "sign",
  "sqrt",
  "trunc",
  "pow",
] as const;

/** A global by its name; `undefined` when there is none that falc knows. */
export function globalValue(name: string, node: TS.Node, place: Place, machine: Machine): Value | undefined {
  if (Object.hasOwn(outside, name)) {
    return machine.refuse("outside-effect", node, place, { name, rewrite: outside[name] as string });
  }
  switch (name) {
    case "undefined":
      return undefinedValue;
    case "NaN":
      return known(Number.NaN);
    case "Infinity":
      return known(Number.POSITIVE_INFINITY);
    case "Promise":
      return promiseNamespace(place, machine);
    case "Object":
      return objectNamespace(place, machine);
    case "Math":
      return mathNamespace(place, machine);
    case "String":
    case "Number":
    case "Boolean":
      return builtin(name, (args, site) => convert(name, args[0], site, place, machine));
    default:
      if (!unsupported.has(name)) return undefined;
      return machine.refuse("syntax-unsupported", node, place, { construct: `the global \`${name}\`` });
  }
}

export function globalNames(): readonly string[] {
  return ["Promise", "Object", "Math", "String", "Number", "Boolean", "undefined"];
}

function promiseNamespace(place: Place, machine: Machine): NamespaceValue {
  const members = new Map<string, Value>();
  const add = (name: string, apply: Builtin) => members.set(name, builtin(`Promise.${name}`, apply, true));
  add("all", ([list = undefinedValue], site) => awaitAll(list, site, place, machine));
  for (const name of ["race", "any", "allSettled", "resolve", "reject"]) {
    add(name, (_, site) =>
      machine.refuse("promise-unsupported", site.node, place, { method: `Promise.${name}` }),
    );
  }
  return { kind: "namespace", name: "Promise", members };
}

function objectNamespace(place: Place, machine: Machine): NamespaceValue {
  const over = (name: string, make: (fields: [string, Value][]) => Value): [string, Value] => [
    name,
    builtin(`Object.${name}`, ([value = undefinedValue], site) => {
      if (value.kind === "poison") return value;
      if (value.kind === "object" || value.kind === "array") {
        machine.touch(value, false, site.node, place);
        const { length } = value.kind === "object" ? Object.keys(value.fields) : value.elements;
        machine.step(site.node, place, length);
        return make(Object.entries(value.kind === "object" ? value.fields : value.elements));
      }
      if (value.kind === "reference") {
        const text = machine.textOf(argument(site), place);
        return machine.refuse("method-on-reference", site.node, place, { method: `Object.${name}`, text });
      }
      return machine.refuse("method-unsupported", site.node, place, {
        method: `Object.${name}`,
        what: describe(value),
      });
    }),
  ];
  const members = new Map([
    over("keys", (fields) => array(fields.map(([key]) => known(key)))),
    over("values", (fields) => array(fields.map(([, value]) => value))),
    over("entries", (fields) => array(fields.map(([key, value]) => array([known(key), value])))),
  ]);
  members.set(
    "fromEntries",
    builtin("Object.fromEntries", ([list = undefinedValue], site) => {
      const pairs = listElements(list, argument(site), place, machine);
      if ("kind" in pairs) return pairs;
      const entries: [string, Value][] = [];
      for (const pair of pairs) {
        if (pair.kind === "poison") return pair;
        if (pair.kind === "array") machine.touch(pair, false, site.node, place);
        const [key, value = undefinedValue] = pair.kind === "array" ? pair.elements : [];
        if (key?.kind !== "known") {
          return machine.refuse("key-unknown", argument(site), place, {
            text: machine.textOf(argument(site), place),
          });
        }
        entries.push([String(key.value), value]);
      }
      return object(entries);
    }),
  );
  return { kind: "namespace", name: "Object", members };
}

function mathNamespace(place: Place, machine: Machine): NamespaceValue {
  const members = new Map<string, Value>([["PI", known(Math.PI)]]);
  for (const name of mathFunctions) {
    members.set(
      name,
      builtin(`Math.${name}`, (args, site) => {
        const numbers = args.map((arg) =>
          arg.kind === "known" && typeof arg.value === "number" ? arg.value : undefined,
        );
        if (numbers.every((number) => number !== undefined)) {
          return known((Math[name] as (...values: number[]) => number)(...numbers));
        }
        const culprit = numbers.indexOf(undefined);
        const value = args[culprit] ?? undefinedValue;
        return refuseOperand(`Math.${name}`, value, argument(site, culprit), place, machine);
      }),
    );
  }
  members.set(
    "random",
    builtin("Math.random", (_, site) =>
      machine.refuse("outside-effect", site.node, place, {
        name: "Math.random",
        rewrite: `// a seed chosen by the caller\nexport const input = z.object({ seed: z.number().int() });`,
      }),
    ),
  );
  return { kind: "namespace", name: "Math", members };
}

function convert(
  name: "String" | "Number" | "Boolean",
  value: Value | undefined,
  site: CallSite,
  place: Place,
  machine: Machine,
): Value {
  if (value === undefined) return known(name === "String" ? "" : name === "Number" ? 0 : false);
  if (value.kind === "known") {
    return known(
      name === "String"
        ? String(value.value)
        : name === "Number"
          ? Number(value.value)
          : Boolean(value.value),
    );
  }
  if (name === "String") return joinText([{ value, node: argument(site) }], place, machine);
  return refuseOperand(`${name}()`, value, argument(site), place, machine);
}

function refuseOperand(
  operator: string,
  value: Value,
  node: TS.Node,
  place: Place,
  machine: Machine,
): Poison {
  const text = machine.textOf(node, place);
  switch (value.kind) {
    case "poison":
      return value;
    case "reference":
    case "text":
      return machine.refuse("operator-on-reference", node, place, { operator, text });
    case "pending":
      return machine.refuse("await-missing", node, place, { text });
    default:
      return machine.refuse("syntax-unsupported", node, place, {
        construct: `${operator} with ${describe(value)}`,
      });
  }
}

/** The expression of an argument; the whole call where spreads make the places shift. */
function argument({ node }: CallSite, index = 0): TS.Node {
  if (!("arguments" in node) || node.arguments.some(ts.isSpreadElement)) return node;
  return node.arguments[index] ?? node;
}
