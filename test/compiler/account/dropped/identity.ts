/** Copies that are no copies: a change of one is lost, or arrives where it must not. */
import { butLast, type Dropped, workflow } from "./row.ts";

/** The same object each time. */
const once = (rule: (node: unknown, ...rest: any[]) => unknown) => {
  const made = new Map<unknown, unknown>();
  return (node: unknown, ...rest: any[]) => {
    if (!made.has(node)) made.set(node, rule(node, ...rest));
    return made.get(node);
  };
};

export const identity: readonly Dropped[] = [
  {
    name: "an object literal gives the same object each time",
    of: "objectLiteral",
    become: once,
    program: workflow(`
  const all: { count: number }[] = [];
  for (const _ of ["a", "b"]) all.push({ count: 0 });
  for (const each of all) each.count += 1;
  return draw({ prompt: input.prompt, list: all });`),
  },
  {
    name: "a list literal gives the same list each time",
    of: "arrayLiteral",
    become: once,
    program: workflow(`
  const all: string[][] = [];
  for (const _ of [1, 2]) all.push([]);
  for (const each of all) each.push("a");
  return draw({ prompt: input.prompt, list: all });`),
  },
  {
    name: "a pattern keeps its lastIndex",
    of: "regularExpression",
    become: once,
    program: workflow(`
  const all: (number | undefined)[] = [];
  for (const _ of [1, 2]) all.push(/a/g.exec("aba")?.index);
  return draw({ prompt: input.prompt, list: all });`),
  },
  {
    name: "slice gives the list itself",
    of: "moveMethods.slice",
    become: (slice) => (call) => (call.args.length === 0 ? call.list : slice(call)),
    program: workflow(`
  const list = ["a"];
  const copy = list.slice();
  copy.push("b");
  return draw({ prompt: input.prompt, list });`),
  },
  {
    name: "a spread gives the object itself",
    of: "objectLiteral",
    become: (rule) => (node, place, machine) => {
      const [only] = node.properties;
      return node.properties.length === 1 && only.name === undefined
        ? machine.evaluate(only.expression, place)
        : rule(node, place, machine);
    },
    program: workflow(`
  const look: Record<string, unknown> = { style: "soft" };
  const copy = { ...look };
  copy.seed = 7;
  return draw({ prompt: input.prompt, data: look });`),
  },
  {
    name: "the rest of an object is the object",
    of: "restOfObject",
    become:
      (rest) =>
      (whole, keys, ...others) =>
        keys.size === 0 ? whole : rest(whole, keys, ...others),
    program: workflow(`
  const look: Record<string, unknown> = { style: "soft" };
  const { ...copy } = look;
  copy.seed = 7;
  return draw({ prompt: input.prompt, data: look });`),
  },
  {
    name: "an error loses its cause",
    of: "fillError",
    become: (fill) => (instance, from, call) => fill(instance, from, { ...call, args: butLast(call.args) }),
    program: workflow(
      `return draw({ prompt: input.prompt, data: String(new Error("no", { cause: "soft" }).cause ?? "none") });`,
    ),
  },
  {
    name: "a static getter has another this",
    of: "readMember",
    become:
      (read) =>
      (member, self, ...rest) =>
        read(member, member.kind === "accessor" && self.kind === "class" ? self.base : self, ...rest),
    program: workflow(`return draw({ prompt: input.prompt, data: Bold.shown });`, {
      before: `class Look { static style = "soft"; static get shown() { return this.style; } }\nclass Bold extends Look { static override style = "bold"; }`,
    }),
  },
];
