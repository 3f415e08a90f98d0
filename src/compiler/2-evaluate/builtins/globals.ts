/** The global names falc knows, and those it refuses with a reason. */
import type { TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine.ts";
import {
  array,
  builtin,
  type CallSite,
  describe,
  known,
  type NamespaceValue,
  object,
  poison,
  undefinedValue,
  type Value,
} from "../values.ts";
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
      return undefined;
  }
}

export function globalNames(): readonly string[] {
  return ["Promise", "Object", "Math", "String", "Number", "Boolean", "undefined"];
}

function promiseNamespace(place: Place, machine: Machine): NamespaceValue {
  const all = builtin("Promise.all", ([list = undefinedValue], site) => awaitAll(list, site, place, machine));
  return { kind: "namespace", name: "Promise", members: new Map(withRefusedRest({ all }, machine, place)) };
}

function withRefusedRest(known: { all: Value }, machine: Machine, place: Place): [string, Value][] {
  const refused = ["race", "any", "allSettled", "resolve", "reject"].map((name): [string, Value] => [
    name,
    builtin(`Promise.${name}`, (_, site) =>
      machine.refuse("promise-unsupported", site.node, place, { method: `Promise.${name}` }),
    ),
  ]);
  return [["all", known.all], ...refused];
}

function objectNamespace(place: Place, machine: Machine): NamespaceValue {
  const over = (name: string, make: (fields: [string, Value][]) => Value): [string, Value] => [
    name,
    builtin(`Object.${name}`, ([value = undefinedValue], site) => {
      if (value.kind === "poison") return poison;
      if (value.kind === "object" || value.kind === "array") {
        machine.touch(value, false, site.node, place);
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
      if (list.kind !== "array") {
        return machine.refuse("method-unsupported", site.node, place, {
          method: "Object.fromEntries",
          what: describe(list),
        });
      }
      machine.touch(list, false, site.node, place);
      const entries: [string, Value][] = [];
      for (const pair of list.elements) {
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
        if (args.some((arg) => arg.kind === "poison")) return poison;
        return machine.refuse("operator-on-reference", site.node, place, {
          operator: `Math.${name}`,
          text: machine.textOf(argument(site), place),
        });
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
  if (value.kind === "poison") return poison;
  if (value.kind === "known") {
    return known(
      name === "String"
        ? String(value.value)
        : name === "Number"
          ? Number(value.value)
          : Boolean(value.value),
    );
  }
  if (value.kind === "text" && name === "String") return value;
  return machine.refuse("operator-on-reference", site.node, place, {
    operator: `${name}()`,
    text: machine.textOf(argument(site), place),
  });
}

function argument(site: CallSite): TS.Node {
  return "arguments" in site.node ? (site.node.arguments[0] ?? site.node) : site.node;
}
