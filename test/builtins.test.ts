/**
 * Every built-in against the real one: expressions over known data, run by JavaScript and by the evaluator. Values, holes,
 * order and what throws have to agree. Each expression is one line, so that a diagnostic tells which it is about.
 */
import { describe, expect, test } from "vitest";
import { openCatalog } from "../src/catalog/lookup.ts";
import { ModuleLoader } from "../src/compiler/1-parse/load.ts";
import { parse } from "../src/compiler/1-parse/parse.ts";
import { Interpreter } from "../src/compiler/2-evaluate/interpreter.ts";
import type { Value } from "../src/compiler/2-evaluate/values.ts";
import { compileText } from "./compile-source.ts";

/** Odd ones among them: what is not given, not a number, not whole, negative, of another type. */
const numbers = ["", "0", "1", "2", "-1", "-0", "1.7", "99", "-99", "NaN", "Infinity", "-Infinity", "undefined", "null", `"2"`, "true"];
const pairs = ["1, 3", "-3, -1", "3, 1", "undefined, 2", "0, undefined", `"1", "2"`, "1, NaN", "-2, Infinity", "0, 1.9", "1, -1"];
const strings = ["", `""`, `"b"`, `"bc"`, `"x"`, "undefined", "null", "1", "true", `"B"`];
const patterns = ["/b/", "/b/g", "/(b)(c)?/g", "/^a|c$/", "/[^a]+/y", "/B/i", "/(?<first>b)(?<none>x)?/", "/(?:)/g", "/./gsu"];

const texts = [`"abcabc"`, `""`, `" \\tÄä ß😀\\n"`, `"a"`];
const flat = ["[3, 1, 2, 1]", "[]", "[, 1, , undefined, null]", `["b", NaN, -0, "a", true]`];
const lists = [...flat, `["b", [1, [2, , [3]]]]`];

const cases: Readonly<Record<string, readonly string[]>> = {
  "strings: positions": calls(texts, ["at", "charAt", "charCodeAt", "codePointAt", "slice", "substring", "substr"], [...numbers, ...pairs]),
  "strings: searching": calls(
    texts,
    ["includes", "indexOf", "lastIndexOf", "startsWith", "endsWith", "split", "concat"],
    [...strings, ...strings.filter((each) => each !== "").map((each) => `${each}, 1`), `"b", -1`, `"b", NaN`, `"", 2`],
  ),
  "strings: changing": calls(
    texts,
    ["trim", "trimStart", "trimEnd", "trimLeft", "trimRight", "toUpperCase", "toLowerCase", "toString", "valueOf", "normalize", "isWellFormed", "toWellFormed"],
    [""],
  ),
  "strings: growing": [
    ...calls(texts, ["repeat"], ["", "0", "3", "1.9", "-1", "NaN", "Infinity", `"2"`, "null"]),
    ...calls(texts, ["padStart", "padEnd"], ["", "8", "8, undefined", `8, "xy"`, `8, ""`, `8, 0`, "-1", `"9"`, "null"]),
    ...calls([`"\\u0041\\u030a"`], ["normalize"], [`"NFC"`, `"NFD"`, `"other"`, "undefined"]),
    `"\\ud800".isWellFormed()`,
    `"\\ud800".toWellFormed()`,
  ],
  "strings: patterns": [
    ...calls(texts, ["match", "search", "split"], [...patterns, ...strings]),
    ...calls(texts, ["split"], ["/b/, 1", "/(b)/, 2", `"b", 0`, `"b", undefined`, `"", 2`, `"", -1`, "/(?:)/, null"]),
    ...calls(texts.map((text) => `[...${text}`), ["matchAll"], ["/b/g", "/(?<name>b)(x)?/g", `"b"`, "/(?:)/g"]).map((each) => `${each}]`),
    ...calls(texts, ["matchAll"], ["/b/"]),
    ...calls(texts, ["startsWith", "includes"], ["/b/"]),
  ],
  "strings: replacing": [
    ...calls(texts, ["replace", "replaceAll"], [
      `"b", "x"`, `"b", "$&$&"`, "`b`, \"$`|$'\"", `"", "-"`, `"b"`, `"b", undefined`, `"b", null`, `"b", 1`, `undefined, "x"`, `null, "x"`,
      `"b", () => "x"`, `"b", (found, at, text) => [found, at, text].join("|")`, `"b", () => undefined`, `"b", () => [1, 2]`,
      `/b/g, "<$&>"`, `/(b)(c)/g, "$2$1"`, `/(?<b>b)/g, "[$<b>]"`, `/b/g, (found, at) => found + at`, `/b/, "x"`, `/(b)(x)?/g, (...all) => JSON.stringify(all)`,
      `/(?<n>b)/g, (...all) => JSON.stringify(all)`, `/(?:)/g, "-"`, `/b/y, "x"`, `/[^]/gu, (c) => c.length`, `/b/g, String`,
    ]),
    "`a-b`.replace(`b`, (x) => x.toUpperCase() + `$&`)",
  ],
  "strings: the rest": [
    `"abc".length`, `"abc"[1]`, `"abc"[9]`, `"abc"["1"]`, `"abc".other`, `[..."a😀b"]`, `"😀".length`, `String.fromCharCode(97, 98.9, "99")`,
    `String.fromCodePoint(128512, 97)`, `String.fromCodePoint(-1)`, `String.fromCodePoint(1.5)`, `String()`, `String(undefined)`, `String(null)`, `String(-0)`, `String([1, [2, null], undefined])`,
    `String.raw({ raw: ["a", "b", "c"] }, 1, 2, 3)`, `String.raw({ raw: "abc" }, "-", "+")`, `String.raw({ raw: ["a"] }, 1)`, "`${[1, , [2, 3]]}`", "`${/a/g}`", `"a" + [1, 2]`, `"abc".hasOwnProperty("length")`, `"abc".hasOwnProperty(7)`,
  ],
  numbers: [
    ...calls(["(255)", "(0.1)", "(-1.005)", "(1e21)", "(NaN)", "(-0)", "(Infinity)"], ["toFixed", "toPrecision", "toExponential", "toString"], ["", "1", "2", "16", "36", "0", "101", "-1", "NaN", "undefined", `"2"`, "1.9"]),
    ...calls(["(5)", "true", "false"], ["toString", "valueOf"], [""]),
    ...calls(["Number"], ["isInteger", "isFinite", "isNaN", "isSafeInteger", "parseInt", "parseFloat"], [...numbers, `"12.5px"`, `"0x1f"`, `""`, "2 ** 53", "2 ** 53 - 1"]),
    ...["isNaN", "isFinite", "parseInt", "parseFloat", "Number", "Boolean"].flatMap((name) => [...numbers, `"12.5px"`, `" 7 "`, `""`, `"1e3"`].map((each) => `${name}(${each})`)),
    `parseInt("ff", 16)`, `parseInt("12", 1)`, `parseInt("z", 36)`, `Number.parseInt("101", "2")`,
    ...["EPSILON", "MAX_SAFE_INTEGER", "MIN_SAFE_INTEGER", "MAX_VALUE", "MIN_VALUE", "POSITIVE_INFINITY", "NEGATIVE_INFINITY", "NaN"].map((name) => `Number.${name}`),
    `Boolean([])`, `Boolean({})`, `Boolean(new Map())`, `[0, "", "a", null, NaN, 1].filter(Boolean)`, `["1", "x", null].map(Number)`, `[1, null, [2]].map(String)`, `["10", "10", "10"].map(parseInt)`,
    `NaN`, `Infinity`, `undefined`, `(5).other`, `typeof Number`, `typeof Math`, `typeof parseInt`,
  ],
  math: [
    ...calls(["Math"], ["abs", "acos", "acosh", "asin", "asinh", "atan", "atanh", "cbrt", "ceil", "clz32", "cos", "cosh", "exp", "expm1", "floor", "fround", "log", "log10", "log1p", "log2", "round", "sign", "sin", "sinh", "sqrt", "tan", "tanh", "trunc"], [...numbers, "0.5", "-2.5"]),
    ...calls(["Math"], ["atan2", "hypot", "imul", "max", "min", "pow"], ["", "1", "1, 2", "3, 4", "-1, NaN", "0, -0", `"3", "4"`, "null, true", "undefined, 1", "1, 2, 3"]),
    ...["E", "LN10", "LN2", "LOG10E", "LOG2E", "PI", "SQRT1_2", "SQRT2"].map((name) => `Math.${name}`),
    `Math.max(...[1, 5, 3])`, `[1, 4, 9].map(Math.sqrt)`,
  ],
  uris: [
    ...["encodeURIComponent", "encodeURI"].flatMap((name) => [`"a b&c/ä😀"`, "", "null", "1", `"\\ud800"`].map((each) => `${name}(${each})`)),
    ...["decodeURIComponent", "decodeURI"].flatMap((name) => [`"a%20b%26%2F"`, `"%"`, `"%ff"`, "", "1"].map((each) => `${name}(${each})`)),
  ],
  "lists: positions": [
    ...calls(lists, ["at", "slice"], [...numbers, ...pairs]),
    ...calls(lists, ["includes", "indexOf", "lastIndexOf"], ["", "1", "NaN", "undefined", "null", "-0", `"b"`, "1, 1", "1, -1", "1, -99", "1, 99", "1, undefined", `1, "2"`, "1, NaN", "undefined, 1", "1, 1.9"]),
    ...calls(lists, ["with"], ["0, 9", "-1, 9", "1.9, 9", `"0", 9`, "99, 9", "-99, 9", "0", "undefined, 9"]),
    ...calls(lists, ["flat"], ["", "0", "1", "2", "Infinity", "-1", "NaN", `"2"`, "undefined", "null"]),
    ...calls(lists, ["concat"], ["", "4", "[4, 5]", "[[4]]", "[4], 5, [, 6]", "undefined", `"ab"`]),
    ...calls(lists, ["join"], ["", `""`, `"-"`, "undefined", "null", "1"]),
    ...calls(lists, ["toString", "toReversed", "reverse", "pop", "shift", "keys", "values", "entries", "length"], [""]).map((each) => each.replace("length()", "length")),
    ...calls(flat, ["sort", "toSorted"], ["", "undefined", "() => 0", "(a, b) => (String(a) < String(b) ? -1 : 1)", "(a, b) => b - a"]),
    ...calls(lists.map((list) => `[...${list}`), ["keys", "values", "entries"], [""]).map((each) => `${each}]`),
  ],
  "lists: changing": lists.flatMap((list) => [
    ...["splice()", "splice(1)", "splice(undefined)", "splice(1, 1)", "splice(-2, 1, 8, 9)", "splice(0, 0, 8)", "splice(1, undefined)", "splice(99, 1, 8)", `splice("1", "1")`, "splice(0, -1, 7)", "splice(0, NaN)", "splice(0, 99)",
      "fill(0)", "fill()", "fill(0, 1)", "fill(0, -2, -1)", "fill(0, 1, undefined)", `fill(0, "1")`, "fill(0, NaN, 2)", "copyWithin(0, 1)", "copyWithin(1)", "copyWithin(-1, 0, 2)", "copyWithin(0, 1, 2)", "copyWithin()",
      "push()", "push(8, 9)", "unshift(8, 9)", "unshift()", "pop()", "shift()", "reverse()"].map(changing(list)),
    ...(flat.includes(list) ? ["sort()", "sort((a, b) => Number(b) - Number(a))"].map(changing(list)) : []),
    ...calls([list], ["toSpliced"], ["", "1", "1, 1", "-2, 1, 8, 9", "0, 0, 8", "undefined", `"1", "1"`, "0, NaN"]),
  ]),
  "lists: callbacks": lists.flatMap((list) => [
    ...["map", "filter", "some", "every", "find", "findIndex", "findLast", "findLastIndex", "flatMap", "forEach"].flatMap((name) => [
      `${list}.${name}((x) => x)`, `${list}.${name}((x, at) => at > 1)`, `${list}.${name}((x, at, all) => all.length === at + 1)`, `${list}.${name}(() => undefined)`,
      `(() => { const seen = []; const xs = ${list}; const r = xs.${name}((x, at) => { seen.push([x, at]); if (at < 2) xs.push(7); }); return [r, seen, xs]; })()`,
      `(() => { const seen = []; const xs = ${list}; const r = xs.${name}((x, at) => { seen.push([x, at]); xs.pop(); }); return [r, seen, xs]; })()`,
    ]),
    ...["reduce", "reduceRight"].flatMap((name) => [
      `${list}.${name}((all, x) => all + x)`, `${list}.${name}((all, x, at) => [...all, [x, at]], [])`, `${list}.${name}((all, x) => x, undefined)`, `${list}.${name}((all, x, at, xs) => at + xs.length, 0)`,
    ]),
    `[...${list}]`, `Object.keys(${list})`, `Object.entries(${list})`, `JSON.stringify(${list})`, `structuredClone(${list})`, `Array.from(${list})`, `Array.from(${list}, (x, at) => [x, at])`,
    `(() => { const seen = []; for (const x of ${list}) seen.push(x); return seen; })()`, `(() => { const [a, b = 5, ...rest] = ${list}; return [a, b, rest]; })()`,
  ]),
  "lists: making": [
    "Array(3)", "Array(0)", "Array(-1)", "Array(1.5)", `Array("3")`, "Array(1, 2)", "Array()", "new Array(3)", "new Array(2).fill(0)", "new Array(2 ** 32)", "Array.of()", "Array.of(3)", "Array.of(1, , 2)".replace(", ,", ", undefined,"),
    "Array.from({ length: 3 })", "Array.from({ length: 2, 0: `a`, 1: `b` })", "Array.from({ length: `2` })", "Array.from({ length: -1 })", "Array.from({})", "Array.from(`a😀`)", "Array.from(5)", "Array.from(null)", "Array.from(undefined)", "Array.from(true)",
    "Array.from(new Set([1, 1, 2]))", "Array.from(new Map([[1, 2]]))", "Array.from(new Map([[1, 2]]).entries())", "Array.from([1, 2].keys(), (x) => x * 2)", "Array.from({ length: 3 }, (_, at) => at * at)", "Array.from([1], undefined)",
    "Array.isArray([])", "Array.isArray({ length: 0 })", "Array.isArray(new Set())", "Array.isArray()", "[...Array(3).keys()]", "[1, 2].hasOwnProperty(1)", "[1, , 2].hasOwnProperty(1)", "[1].hasOwnProperty(`length`)", "[[1, 2], [3]].flat().map((x) => [x])",
    "(() => { const xs = [1, 2, 3]; xs.length = 1; xs[3] = 9; return xs; })()", "(() => { const xs = [1, 2, 3]; delete xs[1]; return [xs, xs.map((x) => x * 2), 1 in xs]; })()", "[3, undefined, , 1].sort()", "[3, undefined, , 1].sort((a, b) => a - b)", "[10, 9, 1].sort()", "[true, null, `b`, 1].sort()",
    "[[2, `b`], [1, `a`]].sort(([a], [b]) => a - b)", "[1, 2, 3].sort((a, b) => b > a)", "[1, 2, 3].sort(5)".replace("5", "undefined"), "[{ a: 1 }].includes({ a: 1 })", "(() => { const o = {}; return [{}, o].indexOf(o); })()", "[[1]].toString()", "[1].toString === undefined".replace("[1].toString", "[1].other"),
  ],
  iterators: [
    "(() => { const it = [1, , 3].values(); return [it.next(), it.next(), it.next(), it.next(), it.next()]; })()", "(() => { const it = [`a`].entries(); return [it.next(), it.next()]; })()", "(() => { const it = new Map([[1, 2]]).keys(); return [it.next(), it.next()]; })()",
    "(() => { const xs = [1]; const it = xs.values(); it.next(); it.next(); xs.push(2); return it.next(); })()", "(() => { const it = [1, 2, 3].values(); for (const x of it) break; return [...it]; })()", "(() => { const it = `aXbX`.matchAll(/X/g); it.next(); return [...it]; })()",
    "(() => { const [a, b] = new Set([1, 2, 3]); return [a, b]; })()", "(() => { const [[k, v]] = new Map([[`a`, 1]]); return [k, v]; })()", "Math.max(...new Set([1, 3]))",
  ],
  maps: [
    "new Map()", "new Map(null)", "new Map(undefined)", "new Map([[1, 2], [1, 3], [2, 4]])", "new Map([[NaN, 1]]).get(NaN)", "new Map([[-0, 1]])", "new Map([[0, 1]]).get(-0)", "new Map([[`1`, 1]]).get(1)", "new Map([[undefined, 1]]).get()", "new Map([[null, 1]]).has(null)", "new Map([1])", "new Map([[]])", "new Map([{ 0: `k`, 1: `v` }])", "new Map(5)", "Map()", "new Map(new Map([[1, 2]]))", "new Map(Object.entries({ b: 1, a: 2 }))", "new Map(`ab`)",
    "new Map().set(1, 2).set(3, 4)", "(() => { const m = new Map(); return m.set(1, 2) === m; })()", "new Map([[1, 2]]).size", "new Map([[1, 2]]).delete(1)", "new Map([[1, 2]]).delete(2)", "new Map([[1, 2]]).clear()", "(() => { const m = new Map([[1, 2], [3, 4]]); m.delete(1); m.set(1, 5); return [...m]; })()", "[...new Map([[1, 2], [3, 4]])]", "[...new Map([[1, 2]]).keys()]", "[...new Map([[1, 2]]).values()]", "Object.fromEntries(new Map([[1, 2], [`a`, 3]]))",
    "(() => { const m = new Map([[1, 1]]); const seen = []; for (const [k] of m) { seen.push(k); if (k < 5) m.set(k + 1, 0); } return seen; })()", "(() => { const m = new Map([[1, 1], [2, 2], [3, 3]]); const seen = []; for (const [k] of m) { seen.push(k); m.delete(k + 1); } return seen; })()", "(() => { const seen = []; const m = new Map([[1, 2]]); const r = m.forEach((v, k, all) => { seen.push(v, k, all === m); if (k < 3) m.set(k + 1, v); }); return [r, seen]; })()",
    "(() => { const k = {}; const m = new Map([[k, 1]]); return [m.get(k), m.get({})]; })()", "typeof new Map()", "JSON.stringify(new Map([[1, 2]]))", "Object.keys(new Map([[1, 2]]))", "(() => { const m = new Map([[1, 2]]); const it = m.values(); m.set(3, 4); return [...it]; })()", "(() => { const { size } = new Map([[1, 2]]); return size; })()", "(() => { const m = new Map([[`a`, [1]]]); m.get(`a`).push(2); return m; })()", "(() => { const M = Map; return new M([[1, 2]]); })()",
  ],
  sets: [
    "new Set()", "new Set(null)", "new Set([1, 1, 2, NaN, NaN, -0, 0, `1`])", "new Set([-0])", "new Set(`aab`)", "new Set(5)", "Set()", "new Set([1]).add(2).add(1)", "(() => { const s = new Set(); return s.add(1) === s; })()", "new Set([1, 2]).size", "new Set([1]).has(1)", "new Set([NaN]).has(NaN)", "new Set([1]).has(`1`)", "new Set([1]).delete(1)", "new Set([1]).delete(2)", "new Set([1]).clear()", "[...new Set([3, 1, 3])]", "[...new Set([1]).entries()]", "[...new Set([1]).keys()]", "[...new Set([1]).values()]",
    "(() => { const s = new Set([1]); for (const x of s) if (x < 4) s.add(x + 1); return [...s]; })()", "(() => { const s = new Set([1, 2, 3]); const seen = []; for (const x of s) { seen.push(x); s.delete(2); } return seen; })()", "(() => { const s = new Set([1, 2]); s.delete(1); s.add(1); return s; })()", "(() => { const seen = []; new Set([5]).forEach((a, b, s) => seen.push(a, b, s.size)); return seen; })()", "new Set([[1], [1]]).size", "(() => { const x = {}; return new Set([x, x]).size; })()", "JSON.stringify(new Set([1]))", "new Set(new Set([1, 2]))", "Array.from(new Set([2, 1])).sort()", "typeof new Set()", "new Set([undefined]).has()",
  ],
  json: [
    ...["{ b: 1, a: [1, { c: null }], 2: `x`, 1: true }", "[undefined, () => 1, NaN, -0, Infinity]", "{ a: undefined, f() {}, n: NaN }", "undefined", "null", "`a\"\\n\\u2028ä😀\\ud800`", "[, 1]", "() => 1", "new Date", "{}", "[]", "[[]]", "/a/g", "[new Map()]", "-0", "1e21", "{ __proto: 1 }"]
      .filter((each) => each !== "new Date")
      .flatMap((each) => ["", ", null, 2", ", undefined, `--`", ", null, 99", ", null, ``", ", [`a`, 1]", ", null, 1.9", ", null, true", ", []"].map((rest) => `JSON.stringify(${each}${rest})`)),
    ...['`{"a":[1,{"b":null}],"__proto__":1}`', "`[1, 2`", "``", "`1`", "1", "null", "undefined", "true", "` \"a\" `", '`{"2":1,"1":2}`', "`-0`", "`[1e400]`"].map((each) => `JSON.parse(${each})`),
    `JSON.parse(JSON.stringify({ a: [1, undefined] }))`, `JSON.parse('{"__proto__":{"x":1}}').x`, `JSON.parse('{"constructor":1}').constructor`, `JSON.stringify(JSON.parse('{"__proto__":1}'))`, `(() => { const a = {}; a.self = a; return JSON.stringify(a); })()`, `(() => { const a = [1]; return JSON.stringify([a, a]); })()`, `[1, { a: [2] }, "b"].map(JSON.stringify)`, `["1", "[2]"].map(JSON.parse)`, `JSON.stringify({ toJSON: 1 })`, `JSON.stringify("abc".match(/(?<x>b)/))`,
  ],
  "structuredClone": [
    "structuredClone([1, [2], { a: undefined }])", "(() => { const a = [1]; const b = structuredClone([a, a]); b[0].push(2); return [a, b, b[0] === b[1]]; })()", "(() => { const a = { n: 1 }; a.self = a; const b = structuredClone(a); return [b === a, b.self === b]; })()", "structuredClone(new Map([[{}, new Set([1])]])).size", "structuredClone(new Map([[`a`, [1]]]))", "structuredClone(() => 1)", "structuredClone({ f() {} })", "structuredClone(/a/g)", "structuredClone(undefined)", "structuredClone(`a`)", "structuredClone([, 1])", "Object.isFrozen(structuredClone(Object.freeze({})))", "structuredClone(`abc`.match(/b/))", "structuredClone([1].values())",
  ],
  regexps: [
    ...patterns.flatMap((pattern) => [`${pattern}.test("abcabc")`, `${pattern}.exec("abcabc")`, `String(${pattern})`, `${pattern}.source`, `${pattern}.flags`, `${pattern}.toString()`,
      `(() => { const p = ${pattern}; return [p.exec("abcabc"), p.lastIndex, p.exec("abcabc"), p.lastIndex, p.test("x"), p.lastIndex]; })()`,
      `(() => { const p = ${pattern}; p.lastIndex = 3; return ["abcabc".replace(p, "x"), p.lastIndex, "abcabc".match(p), p.lastIndex]; })()`,
      `(() => { const p = ${pattern}; p.lastIndex = 2; return ["abcabc".replace(p, (x) => x + x), p.lastIndex, "abcabc".search(p), "abcabc".split(p), p.lastIndex]; })()`,
      `(() => { const p = new RegExp(${pattern}, "i"); return [p.source, p.flags]; })()`]),
    ...["global", "ignoreCase", "multiline", "sticky", "unicode", "dotAll", "hasIndices", "lastIndex"].map((name) => `/a/gi.${name}`),
    `new RegExp("a+", "g")`, `new RegExp("(")`, `new RegExp("a", "zz")`, `new RegExp()`, `new RegExp(null)`, `RegExp("b").exec("abc").index`, `new RegExp(/x/g)`, `new RegExp("")`, `new RegExp("/")`, `/b/d.exec("abc").indices[0]`, `/b/.exec("x")`, `/undefined/.test()`, `/1/.test(1)`, `/null/.exec(null)`, `"abc".match(/(?<x>b)/).groups.x`, `"abc".match(/b/).index`, `"abc".match(/b/).length`, `"abc".match(/b/).groups`, `Object.keys("abc".match(/b/))`, `typeof /a/`, `(() => { const [all, first] = /(a)b/.exec("ab"); return [all, first]; })()`, `(() => { const { groups: { y } } = /(?<y>\\d+)/.exec("in 2024"); return y; })()`, `"2024-05-06".replace(/(\\d+)-(\\d+)-(\\d+)/, "$3.$2.$1")`, `"camelCaseText".replace(/[A-Z]/g, (c) => "-" + c.toLowerCase())`, `"a  b\\tc".split(/\\s+/)`, `[..."k1=v1;k2=v2".matchAll(/(\\w+)=(\\w+)/g)].map(([, k, v]) => [k, v])`,
  ],
  objects: [
    ...["{ b: 1, 2: 2, a: 3, 1: 4, '-1': 5, '01': 6 }", "[7, , 8]", "`ab`", "5", "true", "null", "undefined", "{}", "[]"].flatMap((each) => ["keys", "values", "entries", "isFrozen", "freeze"].map((name) => `Object.${name}(${each})`)),
    `Object.fromEntries([["a", 1], ["b", 2], ["a", 3]])`, `Object.fromEntries([[1, 2], [null, 3], [true, 4]])`, `Object.fromEntries([])`, `Object.fromEntries([1])`, `Object.fromEntries(null)`, `Object.fromEntries([["__proto__", 1]])`, `Object.fromEntries([{ 0: "a", 1: 2 }])`, `Object.fromEntries([["a"]])`, `Object.fromEntries(Object.entries({ a: 1, b: 2 }).map(([k, v]) => [k + k, v * 2]))`,
    `Object.assign({ a: 1 }, { b: 2 }, null, undefined, { a: 3 }, "xy", 5)`, `(() => { const t = {}; return Object.assign(t, { a: 1 }) === t; })()`, `(() => { const t = { a: 1 }; const alias = t; Object.assign(t, { a: 2 }); return alias.a; })()`, `Object.assign([1, 2, 3], [9])`, `Object.assign([1], { 3: 4 })`, `Object.assign(null, {})`, `Object.assign({}, [1, , 2])`, `Object.assign({}, { constructor: 1 }).constructor`,
    `Object.hasOwn({ a: 1 }, "a")`, `Object.hasOwn({ a: 1 }, "toString")`, `Object.hasOwn([1, , 2], 1)`, `Object.hasOwn([1], "length")`, `Object.hasOwn("abc", 1)`, `Object.hasOwn(null, "a")`, `({ a: 1 }).hasOwnProperty("a")`, `({ a: undefined }).hasOwnProperty("a")`, `({}).hasOwnProperty("hasOwnProperty")`, `({}).valueOf()`, `Object.hasOwn({ 1: 1 }, 1)`,
    `Object.is(NaN, NaN)`, `Object.is(0, -0)`, `Object.is("a", "a")`, `Object.is({}, {})`, `Object.is()`, `Object.is(null, undefined)`, `(() => { const o = Object.freeze({ a: 1 }); o.a = 2; return o; })()`, `(() => { const o = Object.freeze([1]); o.push(2); return o; })()`, `(() => { const o = Object.freeze({ a: { b: 1 } }); o.a.b = 2; return o; })()`, `(() => { const o = Object.freeze([2, 1]); return o.toSorted(); })()`, `(() => { const o = Object.freeze([2, 1]); return o.sort(); })()`, `(() => { const o = Object.freeze({ a: 1 }); return Object.assign(o, { a: 1 }); })()`, `(() => { const o = Object.freeze({ a: 1 }); return Object.assign(o, {}); })()`, `(() => { const o = Object.freeze([1]); o[0] = 2; return o; })()`, `(() => { const o = Object.freeze({ a: 1 }); return { ...o, a: 2 }; })()`, `(() => { const m = Object.freeze(new Map()); m.set(1, 2); return m; })()`, `Object()`, `new Object()`, `Object(null)`, `(() => { const o = {}; return Object(o) === o; })()`,
  ],
};

/** Every method of every receiver with every list of arguments. */
function calls(receivers: readonly string[], methods: readonly string[], args: readonly string[]): string[] {
  return receivers.flatMap((receiver) => methods.flatMap((name) => args.map((given) => `${receiver}.${name}(${given})`)));
}

/** What a call gives, and what it leaves. */
function changing(list: string): (call: string) => string {
  return (call) => `(() => { const xs = ${list}; const r = xs.${call}; return [r === xs, r, xs]; })()`;
}

type Outcome = { readonly value: unknown } | { readonly throws: true } | { readonly refused: string };

/** With `"use strict"`, as in a module. */
function runReal(expressions: readonly string[]): Outcome[] {
  const thunks = expressions.map((expression) => `() => (${expression})`).join(",\n");
  const made = new Function(`"use strict"; return [${thunks}]`) as () => (() => unknown)[];
  return made().map((thunk) => {
    try {
      return { value: showReal(thunk()) };
    } catch {
      return { throws: true };
    }
  });
}

const throwing = new Set(["program-throws", "property-of-nothing", "call-unknown", "assign-constant"]);

/** As the constants of one file; a refused one is told by the line its diagnostic is about. */
function runEvaluator(expressions: readonly string[]): Outcome[] {
  const lines = expressions.map((expression, index) => `export const r${index} = (${expression});`);
  lines.push("export default async function workflow() { return {}; }");
  const found = new Map<number, string>();
  const source = lines.join("\n");
  const host = { read: (path: string) => (path === "main.ts" ? source : undefined), list: () => ["main.ts"] };
  const report = (code: string, span: { readonly start: number }) => {
    const line = source.slice(0, span.start).split("\n").length - 1;
    if (!found.has(line)) found.set(line, code);
  };
  const parsed = parse({ path: "main.ts", name: "main" }, new ModuleLoader(host), true, report as never);
  if (parsed === undefined) throw new Error(`not parsed: ${[...found.values()].join()}`);
  const machine = new Interpreter(parsed, openCatalog(), report as never);
  const scope = machine.instantiate(parsed.entry);
  return expressions.map((_, index) => {
    const code = found.get(index);
    if (code !== undefined) return throwing.has(code) ? { throws: true } : { refused: code };
    return { value: showValue(scope.find(`r${index}`)?.value) };
  });
}

/** A value as plain data in which everything that can differ differs: holes, -0, order of keys, kinds. */
function showReal(value: unknown): unknown {
  if (typeof value === "function") return "function";
  if (typeof value !== "object" || value === null) return showPrimitive(value);
  if (value instanceof Map) return { map: [...value].map(([key, each]) => [showReal(key), showReal(each)]) };
  if (value instanceof Set) return { set: [...value].map(showReal) };
  if (value instanceof RegExp) return { regexp: String(value), lastIndex: value.lastIndex };
  if (Object.prototype.toString.call(value).endsWith("Iterator]")) return "iterator";
  const fields = Object.entries(value).map(([key, each]) => [key, showReal(each)]);
  return Array.isArray(value) ? { list: value.length, fields } : { fields };
}

function showValue(value: Value | undefined): unknown {
  switch (value?.kind) {
    case "known":
      return showPrimitive(value.value);
    case "map":
      return { map: [...value.entries.values()].map((entry) => [showValue(entry.key), showValue(entry.value)]) };
    case "set":
      return { set: [...value.entries.values()].map(showValue) };
    case "regexp":
      return { regexp: String(value.value), lastIndex: value.value.lastIndex };
    case "iterator":
      return "iterator";
    case "function":
    case "builtin":
      return "function";
    case "array": {
      const all = [...Object.entries(value.elements), ...Object.entries(value.named ?? {})];
      return { list: value.elements.length, fields: all.map(([key, each]) => [key, showValue(each)]) };
    }
    case "object":
      return { fields: Object.entries(value.fields).map(([key, each]) => [key, showValue(each)]) };
    default:
      return value?.kind ?? "nothing";
  }
}

function showPrimitive(value: unknown): string {
  return `${typeof value} ${Object.is(value, -0) ? "-0" : String(value)}`;
}

describe("a built-in of known data gives what JavaScript's own gives", () => {
  test.each(Object.entries(cases))("%s", (_, expressions) => {
    const real = runReal(expressions);
    const evaluated = runEvaluator(expressions);
    const differing = expressions.flatMap((expression, index) => {
      const [wanted, got] = [JSON.stringify(real[index]), JSON.stringify(evaluated[index])];
      return wanted === got ? [] : [`${expression}\n  JavaScript: ${wanted}\n  falc:       ${got}`];
    });
    expect(differing.slice(0, 40).join("\n")).toBe("");
  });

  test("there are many, and a wrong one is noticed", () => {
    expect(Object.values(cases).flat().length).toBeGreaterThan(3000);
    expect(runReal([`"a"`, `[, 1]`, `0`])).not.toEqual(runEvaluator([`"b"`, `[undefined, 1]`, `-0`]));
    expect(JSON.stringify(runEvaluator(["-0", "[, 1]"]))).not.toBe(JSON.stringify(runEvaluator(["0", "[undefined, 1]"])));
  });
});
void compileText;
