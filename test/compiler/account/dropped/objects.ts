/** Questions about objects and lists that get another answer, and built-ins whose result or effect is lost. */
import { array, known, object, undefinedValue } from "../../../../src/compiler/2-evaluate/values/values.ts";
import { butLast, type Dropped, workflow } from "./row.ts";

export const objects: readonly Dropped[] = [
  {
    name: "JSON.stringify of an object with a Map loses a key",
    of: "Structure.#fields",
    become: (fields) =>
      function (this: unknown, owner, depth) {
        const { real } = fields.call(this, owner, depth);
        delete real.a;
        return { real };
      },
    program: workflow(`return draw({ prompt: input.prompt, data: JSON.stringify({ a: 1, b: new Map() }) });`),
  },
  {
    name: "JSON.stringify of an object of a class loses a key",
    of: "Structure.#fields",
    become: (fields) =>
      function (this: unknown, owner, depth) {
        const { real } = fields.call(this, owner, depth);
        delete real.seed;
        return { real };
      },
    program: workflow(`return draw({ prompt: input.prompt, data: JSON.stringify([new Look()]) });`, {
      before: `class Look { style = "soft"; seed = 7; show() { return 1; } }`,
    }),
  },
  {
    name: "JSON.stringify of an object with a getter loses its value",
    of: "Structure.#fields",
    become: (fields) =>
      function (this: unknown, owner, depth) {
        const { real } = fields.call(this, owner, depth);
        if ("style" in real) real.style = "none";
        return { real };
      },
    program: workflow(
      `return draw({ prompt: input.prompt, data: JSON.stringify({ seed: 7, get style() { return "soft"; } }) });`,
    ),
  },
  {
    name: "Object.hasOwn says no",
    of: "isOwn",
    become: () => () => known(false),
    program: workflow(
      `return draw({ prompt: input.prompt, data: [Object.hasOwn({ a: 1 }, "a"), { a: 1 }.hasOwnProperty("a")] });`,
    ),
  },
  {
    name: "Object.is says no",
    of: "object:is",
    become: () => () => known(false),
    program: workflow(`return draw({ prompt: input.prompt, data: Object.is("a", "a") });`),
  },
  {
    name: "Object.isFrozen says no",
    of: "isFrozen",
    become: () => () => known(false),
    program: workflow(
      `return draw({ prompt: input.prompt, data: Object.isFrozen(Object.freeze({ a: 1 })) });`,
    ),
  },
  {
    name: "Object.freeze does not freeze",
    of: "freeze",
    become:
      () =>
      ({ args }) =>
        args[0],
    program: workflow(`return draw({ prompt: input.prompt, data: Object.isFrozen(Object.freeze([1])) });`),
  },
  {
    name: "in says no",
    of: "membership:isMember",
    become: () => () => known(false),
    program: workflow(
      `return draw({ prompt: input.prompt, data: ["style" in { style: "soft" }, 0 in ["a"], "show" in new Look()] });`,
      { before: `class Look { show() { return 1; } }` },
    ),
  },
  {
    name: "#name in says no",
    of: "membership:isMember",
    become: () => () => known(false),
    program: workflow(`return draw({ prompt: input.prompt, data: Look.is(new Look()) });`, {
      before: `class Look { #own = 1; static is(other: object) { return #own in other; } }`,
    }),
  },
  {
    name: "delete of a list's element deletes nothing",
    of: "deleteExpression",
    become: () => () => known(true),
    program: workflow(`
  const list = ["a", "b"];
  delete list[1];
  return draw({ prompt: input.prompt, data: Object.keys(list) });`),
  },
  {
    name: "an assignment to a list's length is lost",
    of: "setLength",
    become: () => () => undefined,
    program: workflow(`
  const list = ["a", "b"];
  list.length = 1;
  return draw({ prompt: input.prompt, list });`),
  },
  {
    name: "an assignment to lastIndex is lost",
    of: "assignment-target:writer",
    become:
      (writer) =>
      (owner, key, ...rest) =>
        owner.kind === "regexp" ? () => undefined : writer(owner, key, ...rest),
    program: workflow(`
  const pattern = /a/g;
  pattern.lastIndex = 1;
  return draw({ prompt: input.prompt, data: pattern.exec("aba")?.index });`),
  },
  {
    name: "an assignment removes another field",
    of: "setField",
    become: (set) => (owner, key, value) => {
      set(owner, key, value);
      delete owner.fields.seed;
    },
    program: workflow(`
  const look: Record<string, unknown> = { style: "soft", seed: 7 };
  look.style = "bold";
  return draw({ prompt: input.prompt, data: look });`),
  },
  {
    name: "delete removes another field, too",
    of: "deleted",
    become: (deleted) => (owner, key) => {
      delete owner.fields.seed;
      return deleted(owner, key);
    },
    program: workflow(`
  const look: Record<string, unknown> = { style: "soft", seed: 7, size: 1 };
  delete look.style;
  return draw({ prompt: input.prompt, data: look });`),
  },
  {
    name: "Object.assign to a list loses an element",
    of: "assignField",
    become:
      (assign) =>
      (target, ...rest) =>
        target.kind === "array" ? undefined : assign(target, ...rest),
    program: workflow(`return draw({ prompt: input.prompt, list: Object.assign(["a"], ["b", "c"]) });`),
  },
  {
    name: "Object.assign to an object with a setter loses a key",
    of: "assignField",
    become:
      (assign) =>
      (target, key, ...rest) =>
        key === "seed" ? undefined : assign(target, key, ...rest),
    program: workflow(
      `
  const look = new Look();
  Object.assign(look, { name: "bold", seed: 8 });
  return draw({ prompt: input.prompt, data: { ...look } });`,
      { before: `class Look { style = "soft"; seed = 7; set name(name: string) { this.style = name; } }` },
    ),
  },
  {
    name: "structuredClone of an error loses its message",
    of: "structuredCloneOf",
    become:
      (clone) =>
      (...args) => {
        const made = clone(...args);
        if (made.hidden !== undefined) made.hidden.message = known("");
        return made;
      },
    program: workflow(
      `return draw({ prompt: input.prompt, data: structuredClone(new Error("no")).message });`,
    ),
  },
  {
    name: "structuredClone of an object with a getter loses its value",
    of: "structuredCloneOf",
    become:
      (clone) =>
      (...args) => {
        const made = clone(...args);
        delete made.fields?.seed;
        return made;
      },
    program: workflow(
      `return draw({ prompt: input.prompt, data: structuredClone({ seed: 7, get style() { return "soft"; } }) });`,
    ),
  },
  {
    name: "a getter's value is lost in a spread",
    of: "valuesNow",
    become:
      (values) =>
      (...args) =>
        values(...args).map(([key, value]: [string, unknown]) => [
          key,
          key === "style" ? undefinedValue : value,
        ]),
    program: workflow(
      `return draw({ prompt: input.prompt, data: { ...{ seed: 7, get style() { return "soft"; } } } });`,
    ),
  },
  {
    name: "a getter's value is lost in Object.entries",
    of: "valuesNow",
    become:
      (values) =>
      (...args) =>
        values(...args).map(([key, value]: [string, unknown]) => [
          key,
          key === "style" ? known("none") : value,
        ]),
    program: workflow(
      `return draw({ prompt: input.prompt, data: Object.entries({ seed: 7, get style() { return "soft"; } }) });`,
    ),
  },
  {
    name: "a getter's value is lost in Object.assign",
    of: "valuesNow",
    become:
      (values) =>
      (...args) =>
        values(...args).map(([key, value]: [string, unknown]) => [
          key,
          key === "style" ? known("none") : value,
        ]),
    program: workflow(
      `return draw({ prompt: input.prompt, data: Object.assign({}, { seed: 7, get style() { return "soft"; } }) });`,
    ),
  },
  {
    name: "a getter's value is lost in the rest of a pattern",
    of: "valuesNow",
    become:
      (values) =>
      (...args) =>
        values(...args).map(([key, value]: [string, unknown]) => [
          key,
          key === "style" ? known("none") : value,
        ]),
    program: workflow(`
  const { seed, ...others } = { seed: 7, get style() { return "soft"; } };
  return draw({ prompt: input.prompt, data: { seed, others } });`),
  },
  {
    name: "map loses a result when its function changes the list",
    of: "callbackMethods.map",
    become:
      (map) =>
      (...args) => {
        const made = map(...args);
        return made.kind === "array" ? array([...butLast<never>(made.elements), known("none")]) : made;
      },
    program: workflow(`
  const list = ["a", "b"];
  const all = list.map((each, index) => { list[index] = each + "!"; return each; });
  return draw({ prompt: input.prompt, list: all.map((each) => each ?? "none") });`),
  },
  {
    name: "filter loses an element when its function changes the list",
    of: "callbackMethods.filter",
    become:
      (filter) =>
      (...args) => {
        const made = filter(...args);
        return made.kind === "array" ? array(butLast(made.elements)) : made;
      },
    program: workflow(`
  const list = ["a", "b"];
  const all = list.filter((each) => { if (each === "a") list.push("c"); return true; });
  return draw({ prompt: input.prompt, list: all });`),
  },
  {
    name: "map fills a hole",
    of: "callbackMethods.map",
    become:
      (map) =>
      (...args) => {
        const made = map(...args);
        return made.kind === "array"
          ? array(Array.from(made.elements, (each) => each ?? undefinedValue) as never)
          : made;
      },
    program: workflow(
      `return draw({ prompt: input.prompt, data: Object.keys(["a", , "b"].map((each) => each)) });`,
    ),
  },
  {
    name: "a literal's hole is filled",
    of: "arrayLiteral",
    become:
      (rule) =>
      (...args) => {
        const made = rule(...args);
        return array(Array.from(made.elements, (each) => each ?? undefinedValue) as never);
      },
    program: workflow(`return draw({ prompt: input.prompt, data: Object.keys(["a", , "b"]) });`),
  },
  {
    name: "an object literal's getter is lost",
    of: "addAccessor",
    become: () => () => undefined,
    program: workflow(
      `
  const look: { style?: string } = { get style() { return "soft"; } };
  return draw({ prompt: input.prompt, data: look.style ?? "none" });`,
    ),
  },
  {
    name: "an object literal's iterator is lost in a copy",
    of: "literals:setIterator",
    become: () => () => undefined,
    program: workflow(
      `return draw({ prompt: input.prompt, data: listed[Symbol.iterator] === undefined ? "none" : [...listed] });`,
      { before: `const listed = { *[Symbol.iterator]() { yield "a"; } };` },
    ),
  },
  {
    name: "a tagged template loses a string",
    of: "stringsOf",
    become:
      (strings) =>
      (...args) => {
        const made = strings(...args);
        return { ...made, elements: [...butLast<never>(made.elements), known("")] };
      },
    program: workflow("return draw({ prompt: input.prompt, data: tag`a ${1} b` });", {
      before: `function tag(strings: TemplateStringsArray, value: number) { return strings.join(String(value)); }`,
    }),
  },
  {
    name: "a tagged template loses a raw string",
    of: "stringsOf",
    become:
      (strings) =>
      (...args) => {
        const made = strings(...args);
        return { ...made, named: { raw: array([known("none")]) } };
      },
    program: workflow("return draw({ prompt: input.prompt, data: tag`a\\n` });", {
      before: `function tag(strings: TemplateStringsArray) { return strings.raw[0]; }`,
    }),
  },
  {
    name: "a method of a list is another method",
    of: "readArray",
    become: (read) => (owner, access) =>
      read(owner, access.key === "at" ? { ...access, key: "indexOf" } : access),
    program: workflow(`return draw({ prompt: input.prompt, data: ["a", "b"].at(1) });`),
  },
  {
    name: "a function of Math is another function",
    of: "readNamespace",
    become: (read) => (owner, access) =>
      read(owner, access.key === "max" ? { ...access, key: "min" } : access),
    program: workflow(`return draw({ prompt: input.prompt, data: Math.max(1, 2) });`),
  },
  {
    name: "a constant of Math is lost",
    of: "readNamespace",
    become: (read) => (owner, access) => (access.key === "PI" ? known(3) : read(owner, access)),
    program: workflow(`return draw({ prompt: input.prompt, data: Math.floor(Math.PI * 100) });`),
  },
  {
    name: "a function's property is lost",
    of: "readFunction",
    become: () => () => known("none"),
    program: workflow(`return draw({ prompt: input.prompt, data: [show.length, show.label ?? "none"] });`, {
      before: `function show(a: string, b: string) { return a + b; }\nshow.label = "soft" as string | undefined;`,
    }),
  },
  {
    name: "Array.of loses an element",
    of: "array-namespace:functions.of",
    become: (of) => (call) => of({ ...call, args: butLast(call.args) }),
    program: workflow(`return draw({ prompt: input.prompt, list: Array.of("a", "b") });`),
  },
  {
    name: "Map.forEach forgets the keys",
    of: "live",
    become:
      (live) =>
      (owner, entries, show, ...rest) =>
        live(
          owner,
          entries,
          (entry: { key?: unknown }) => show("key" in entry ? { ...entry, key: known("none") } : entry),
          ...rest,
        ),
    program: workflow(`
  const said: string[] = [];
  new Map([["a", 1]]).forEach((_, key) => said.push(key));
  return draw({ prompt: input.prompt, list: said });`),
  },
  {
    name: "a Map's values are in another order",
    of: "map:methods.set",
    become:
      (set) =>
      (call, ...rest) => {
        const [owner] = [call, ...rest].flatMap((each) => (each?.kind === "map" ? [each] : []));
        const result = set(call, ...rest);
        const map = owner ?? result;
        const [first] = [...(map.entries as Map<unknown, unknown>)];
        if (first !== undefined && map.entries.size > 1) {
          map.entries.delete(first[0]);
          map.entries.set(first[0], first[1]);
        }
        return result;
      },
    program: workflow(`
  const map = new Map<string, string>();
  map.set("a", "soft");
  map.set("b", "bold");
  return draw({ prompt: input.prompt, list: [...map.values()] });`),
  },
  {
    name: "Map.set replaces another entry's value",
    of: "map:methods.set",
    become:
      (set) =>
      (call, ...rest) => {
        const result = set(call, ...rest);
        if (result.entries.size > 1) [...result.entries.values()][0].value = known("none");
        return result;
      },
    program: workflow(`
  const map = new Map<string, string>();
  map.set("a", "soft");
  map.set("b", "bold");
  return draw({ prompt: input.prompt, list: [...map.values()] });`),
  },
  {
    name: "push changes an earlier element",
    of: "endMethods.push",
    become: (push) => (call) => {
      const result = push(call);
      call.list.elements[0] = known("none");
      return result;
    },
    program: workflow(`
  const list = ["a"];
  list.push("b");
  return draw({ prompt: input.prompt, list });`),
  },
  {
    name: "a call's value is an empty object",
    of: "Interpreter.apply",
    become: (apply) =>
      function (this: unknown, callee, ...rest) {
        const result = apply.call(this, callee, ...rest);
        return callee.kind === "builtin" && callee.name === "Object" ? object() : result;
      },
    program: workflow(`return draw({ prompt: input.prompt, data: Object({ style: "soft" }) });`),
  },
];
