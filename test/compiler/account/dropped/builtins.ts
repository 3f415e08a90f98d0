/** JavaScript's own functions, which lose a part of their result or of their effect. */
import { array, known, undefinedValue } from "../../../../src/compiler/2-evaluate/values/values.ts";
import { shorter } from "./literals.ts";
import { butLast, type Dropped, workflow } from "./row.ts";

const sending = (list: string) => workflow(`return draw({ prompt: input.prompt, list: ${list} });`);

/** With a part less in the result. */
const losing: Pick<Dropped, "become"> = {
  become:
    (method) =>
    (...args) =>
      shorter(method(...args)),
};

export const builtins: readonly Dropped[] = [
  {
    name: "map loses its last result",
    of: "callbackMethods.map",
    ...losing,
    program: sending(`["a", "b"].map((each) => each + input.prompt)`),
  },
  {
    name: "filter loses an element",
    of: "callbackMethods.filter",
    ...losing,
    program: sending(`["a", "b", "c"].filter((each) => each !== "a")`),
  },
  {
    name: "flatMap loses an element",
    of: "callbackMethods.flatMap",
    ...losing,
    program: sending(`["a", "b"].flatMap((each) => [each, each])`),
  },
  {
    name: "reduce gives its first value",
    of: "callbackMethods.reduce",
    become: () => (call) => call.args[1],
    program: sending(`[1, 2].reduce((sum, each) => sum + each, 0)`),
  },
  {
    name: "forEach leaves out an element",
    of: "callbackMethods.forEach",
    become: (each) => (call) => each({ ...call, list: array(butLast(call.list.elements)) }),
    program: workflow(`
  const said: string[] = [];
  ["a", "b"].forEach((each) => said.push(each));
  return draw({ prompt: input.prompt, list: said });`),
  },
  {
    name: "find finds nothing",
    of: "callbackMethods.find",
    become: () => () => undefinedValue,
    program: sending(`{ found: ["a", "b"].find((each) => each === "b") }`),
  },
  {
    name: "push adds only its first argument",
    of: "endMethods.push",
    become: (push) => (call) => push({ ...call, args: call.args.slice(0, 1) }),
    program: workflow(`
  const said: string[] = [];
  said.push("a", "b");
  return draw({ prompt: input.prompt, list: said });`),
  },
  {
    name: "push adds nothing the second time",
    of: "endMethods.push",
    become: (push) => (call) => (call.list.elements.length > 0 ? known(2) : push(call)),
    program: workflow(`
  const said: string[] = [];
  for (const each of ["a", "b"]) said.push(each);
  return draw({ prompt: input.prompt, list: said });`),
  },
  {
    name: "splice removes, and adds nothing",
    of: "changeMethods.splice",
    become: (splice) => (call) => splice({ ...call, args: call.args.slice(0, 2) }),
    program: workflow(`
  const said = ["a", "b"];
  said.splice(1, 1, "c");
  return draw({ prompt: input.prompt, list: said });`),
  },
  {
    name: "concat forgets its second argument",
    of: "moveMethods.concat",
    become: (concat) => (call) => concat({ ...call, args: call.args.slice(0, 1) }),
    program: sending(`["a"].concat(["b"], ["c"])`),
  },
  {
    name: "slice loses an element",
    of: "moveMethods.slice",
    ...losing,
    program: sending(`["a", "b", "c"].slice(1)`),
  },
  { name: "sort loses an element", of: "sortMethods.sort", ...losing, program: sending(`["b", "a"].sort()`) },
  {
    name: "join loses an element",
    of: "array-join:join",
    become:
      (join) =>
      (call, ...rest) =>
        join({ ...call, list: array(butLast(call.list.elements)) }, ...rest),
    program: sending(`["a", "b"].join(" ")`),
  },
  {
    name: "a string's method loses a letter",
    of: "string:apply",
    ...losing,
    program: sending(`" soft ".trim()`),
  },
  {
    name: "split loses a part",
    of: "patternMethods.split",
    ...losing,
    program: sending(`"a,b".split(",")`),
  },
  {
    name: "Object.assign forgets its second source",
    of: "assign",
    become: (assign) => (call) => assign({ ...call, args: call.args.slice(0, 2) }),
    program: sending(`Object.assign({ a: 1 }, { b: 2 }, { c: 3 })`),
  },
  {
    name: "Object.entries loses an entry",
    of: "over",
    ...losing,
    program: sending(`Object.entries({ a: 1, b: 2 })`),
  },
  {
    name: "Object.fromEntries loses an entry",
    of: "fromEntries",
    ...losing,
    program: sending(`Object.fromEntries([["a", 1], ["b", 2]])`),
  },
  {
    name: "JSON.parse loses a key",
    of: "json:parse",
    ...losing,
    program: sending(`JSON.parse('{ "a": 1, "b": 2 }')`),
  },
  {
    name: "JSON.stringify loses a key",
    of: "json:stringify",
    become: (stringify) => (call) => stringify({ ...call, args: [shorter(call.args[0])] }),
    program: sending(`JSON.stringify({ a: 1, b: 2 })`),
  },
  {
    name: "structuredClone loses a key",
    of: "structuredCloneOf",
    ...losing,
    program: sending(`structuredClone({ a: 1, b: 2 })`),
  },
  {
    name: "a Map's set is lost",
    of: "map:methods.set",
    become: () => (call) => call.map,
    program: workflow(`
  const looks = new Map([["a", 1]]);
  looks.set("b", 2);
  return draw({ prompt: input.prompt, data: Object.fromEntries(looks) });`),
  },
  {
    name: "a Map's delete is lost",
    of: "map:methods.delete",
    become: () => () => known(true),
    program: workflow(`
  const looks = new Map([["a", 1], ["b", 2]]);
  looks.delete("b");
  return draw({ prompt: input.prompt, data: Object.fromEntries(looks) });`),
  },
  {
    name: "new Map loses an entry",
    of: "addPairs",
    become: (add) => (pairs, call, put) => {
      let count = 0;
      return add(pairs, call, (...pair: unknown[]) => (count++ === 0 ? put(...pair) : undefined));
    },
    program: workflow(`
  const looks = new Map([["a", 1], ["b", 2]]);
  return draw({ prompt: input.prompt, data: looks.size, list: [...looks.keys()] });`),
  },
  {
    name: "a Map's get finds nothing",
    of: "map:methods.get",
    become: () => () => undefinedValue,
    program: workflow(`
  const looks = new Map([["a", 1]]);
  return draw({ prompt: input.prompt, data: { a: looks.get("a") } });`),
  },
  {
    name: "iterating over a Map leaves out an entry",
    of: "live",
    become:
      (live) =>
      (...args) => {
        const next = live(...args);
        next();
        return next;
      },
    program: workflow(`
  const said: string[] = [];
  for (const [key] of new Map([["a", 1], ["b", 2]])) said.push(key);
  return draw({ prompt: input.prompt, list: said });`),
  },
  {
    name: "a Set's add is lost",
    of: "set:methods.add",
    become: () => (call) => call.set,
    program: workflow(`
  const looks = new Set(["a"]);
  looks.add("b");
  return draw({ prompt: input.prompt, list: [...looks] });`),
  },
  {
    name: "a Set's forEach leaves out an element",
    of: "live",
    become:
      (live) =>
      (...args) => {
        const next = live(...args);
        next();
        return next;
      },
    program: workflow(`
  const said: string[] = [];
  new Set(["a", "b"]).forEach((each) => said.push(each));
  return draw({ prompt: input.prompt, list: said });`),
  },
  {
    name: "the entries of a list leave out the first",
    of: "array-iterators:iterator",
    become:
      (iterator) =>
      (...args) => {
        const value = iterator(...args);
        value.next();
        return value;
      },
    program: workflow(`
  const said: string[] = [];
  for (const [index, each] of ["a", "b"].entries()) said.push(each + index);
  return draw({ prompt: input.prompt, list: said });`),
  },
  {
    name: "Promise.all loses a result",
    of: "awaitAll",
    become: (all) => (call) => {
      const pending = all(call);
      return pending.kind === "pending" ? { ...pending, value: shorter(pending.value) } : pending;
    },
    program: workflow(`
  const all = await Promise.all([draw({ prompt: "a" }), draw({ prompt: "b" })]);
  return { urls: all.map((each) => each.url) };`),
  },
  {
    name: "then's result is lost",
    of: "then",
    become: (then) => (promise, call) => {
      then(promise, call);
      return promise;
    },
    program: workflow(`
  const url = await draw({ prompt: input.prompt }).then((made) => made.image);
  return { url };`),
  },
];
