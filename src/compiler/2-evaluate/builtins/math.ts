/** `Math`, of known numbers. */
import type { Machine, Place } from "../machine.ts";
import { builtin, known, type NamespaceValue, undefinedValue, type Value } from "../values.ts";
import { argumentOf, refuseOperand } from "./operand.ts";

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

export function mathNamespace(place: Place, machine: Machine): NamespaceValue {
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
        return refuseOperand(`Math.${name}`, value, argumentOf(site, culprit), place, machine);
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
