/** Lists of numbers, objects, Maps, Sets and functions. */
import type { ExpressionTable } from "../writing/table.ts";

export const structures = {
  numbers: {
    "list of numbers": (w) => `[${w.of("number")}, ${w.of("number")}, ${w.of("number")}]`,
    "numbers of records": (w) => `${w.of("records")}.map((r) => r.count)`,
    "sorted numbers": (w) => `[...${w.of("numbers")}].sort((a, b) => ${w.tape.pick(["a - b", "b - a"])})`,
    "sorted as strings": (w) => `[...${w.of("numbers")}, 10, 9].sort()`,
    "toSorted": (w) => `${w.of("numbers")}.toSorted((a, b) => b - a)`,
    "mapped numbers": (w) => `${w.of("numbers")}.map((n) => n * 2)`,
    "filtered numbers": (w) => `${w.of("numbers")}.filter((n) => n > ${w.inCallback("number")})`,
    "keys of a list": (w) => `[...${w.of("texts")}.keys()]`,
    "lengths": (w) => `${w.of("words")}.map(({ length }) => length)`,
    "list with holes": (w) => `[...[${w.of("number")}, , ${w.of("number")}]].map((n) => n ?? 7)`,
    "counted": (w) => `Array.from({ length: ${w.tape.choose(4)} }, (_, i) => i)`,
  },
  record: {
    "object": (w) => `({ text: ${w.of("text")}, note: ${w.of("word")}, count: ${w.of("number")} })`,
    "spread, then a key": (w) => `({ ...${w.of("record")}, text: ${w.of("text")} })`,
    "keys, then a spread": (w) =>
      `({ note: ${w.of("word")}, text: ${w.of("text")}, count: 0, ...${w.of("record")} })`,
    "spread of two": (w) => `({ ...${w.of("record")}, ...${w.of("record")} })`,
    "conditional spread": (w) => `({ ...${w.of("record")}, ...(${w.of("boolean")} && { note: ${w.of("word")} }) })`,
    "computed keys": (w) => `({ ...${w.of("record")}, ["no" + "te"]: ${w.of("word")} })`,
    "Object.assign": (w) => `Object.assign({}, ${w.of("record")}, { count: ${w.of("number")} })`,
    "element record": (w) => `(${w.of("records")}[${w.tape.choose(2)}] ?? ${w.of("record")})`,
    "found record": (w) => `(${w.of("records")}.find(({ note }) => note === ${w.inCallback("word")}) ?? ${w.of("record")})`,
    "nested record": (w) => `${w.of("shot")}.scene`,
    "undefined key": (w) => `({ ...${w.of("record")}, extra: undefined })`,
    "structuredClone": (w) => `structuredClone(${w.of("record")})`,
    "satisfies object": (w) => `({ text: ${w.of("text")}, note: "s", count: 1 } satisfies Scene)`,
    "rest of an object": (w) => `(({ note, ...others }: Scene) => ({ note: note + "?", ...others }))(${w.of("record")})`,
  },
  records: {
    "list of objects": (w) => `[${w.of("record")}, ${w.of("record")}]`,
    "toSorted objects": (w) => `${w.of("records")}.toSorted((a, b) => ${w.tape.pick(["b.count - a.count", "a.count - b.count"])})`,
    "mapped objects": (w) => `${w.of("records")}.map((r) => ({ ...r, note: r.note + "!" }))`,
    "mapped, shared": (w) => `${w.of("records")}.map((r) => r)`,
    "filtered objects": (w) => `${w.of("records")}.filter((r) => ${w.inCallback("boolean")} || r.count > 1)`,
    "imported JSON": () => `data`,
    "zipped": (w) => `${w.of("texts")}.map((text, count) => ({ text, note: "z", count }))`,
    "copy of a list": (w) => `[...${w.of("records")}]`,
  },
  table: {
    "object with own keys": (w) => `({ [${w.of("word")}]: ${w.of("text")}, ${w.tape.pick(["a", "10", `"b-c"`])}: ${w.of("text")} })`,
    "fromEntries": (w) => `Object.fromEntries(${w.of("words")}.map((w, i) => [w, ${w.inCallback("text")} + i]))`,
    "spread table": (w) => `({ ...${w.of("table")}, last: ${w.of("text")} })`,
    "fromEntries of entries": (w) => `Object.fromEntries(Object.entries(${w.of("table")}).reverse())`,
    "fromEntries of a Map": (w) => `Object.fromEntries(${w.of("map")})`,
    "reduce to an object": (w) =>
      `${w.of("words")}.reduce<Record<string, string>>((all, w) => ({ ...all, [w]: w + "!" }), {})`,
    "groups": (w) => `({ ...("3:4".match(/(?<x>\\d):(?<y>\\d)/)?.groups ?? {}), z: ${w.of("text")} })`,
  },
  shot: {
    "nested object": (w) => `({ scene: ${w.of("record")}, views: ${w.of("texts")}, best: ${w.of("text")} })`,
    "nested without": (w) => `({ scene: ${w.of("record")}, views: ${w.of("texts")} })`,
    "deep spread": (w) => `({ ...${w.of("shot")}, scene: { ...${w.of("shot")}.scene, note: ${w.of("word")} } })`,
    "shared parts": (w) => `({ ...${w.of("shot")} })`,
  },
  map: {
    "new Map": (w) => `new Map([[${w.of("word")}, ${w.of("text")}], [${w.of("word")}, ${w.of("text")}]])`,
    "Map of entries": (w) => `new Map(Object.entries(${w.of("table")}))`,
    "Map of a Map": (w) => `new Map(${w.of("map")})`,
    "set of a Map": (w) => `new Map<string, string>().set(${w.of("word")}, ${w.of("text")})`,
  },
  set: {
    "new Set": (w) => `new Set([${w.of("word")}, ${w.of("word")}])`,
    "Set of words": (w) => `new Set(${w.of("words")})`,
    "add to a Set": (w) => `new Set<string>().add(${w.of("word")})`,
  },
  edit: {
    "arrow function": (w) => {
      const name = w.fresh("t");
      const names = [{ name, kind: "text", changes: false }] as const;
      return `(${name}: string) => ${w.inCallback("text", names)}`;
    },
    "closure made by a call": (w) => `((end: string) => (t: string) => t + end)(${w.of("text")})`,
    "composed functions": (w) => `((f: Edit, g: Edit) => (t: string) => g(f(t)))(${w.of("edit")}, ${w.of("edit")})`,
    "function of an object": (w) => `({ say: ${w.of("edit")} }).say`,
    "named function expression": (w) =>
      `function again(t: string, left = ${w.tape.choose(3)}): string { return left > 0 ? again(t + "~", left - 1) : t; }`,
  },
} satisfies Partial<ExpressionTable>; // prettier-ignore
