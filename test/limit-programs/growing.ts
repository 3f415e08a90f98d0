/** Exponential growth from a few lines of source, or growth until the memory is full. */
import { type LimitProgram, refused } from "./program.ts";

const body = (text: string) => () => text;

export const growing: readonly LimitProgram[] = [
  refused("a string that doubles", body(`let s = "ab"; for (let i = 0; i < 90; i++) s += s;`)),
  refused("a template that doubles", body('let s = "ab"; for (let i = 0; i < 90; i++) s = `${s}${s}`;')),
  refused("a text that doubles", body(`let s = "ab" + input.a; for (let i = 0; i < 90; i++) s += s;`)),
  refused("repeat", body(`const s = "ab".repeat(1e9); await me({ prompt: s });`)),
  refused("repeat of repeat", body(`let s = "ab"; for (let i = 0; i < 90; i++) s = s.repeat(3);`)),
  refused("padEnd", body(`const s = "ab".padEnd(2 ** 29, "xyz"); await me({ prompt: s });`)),
  refused("replaceAll", body(`let s = "a"; for (let i = 0; i < 90; i++) s = s.replaceAll("a", "aaaa");`)),
  refused(
    "replaceAll with $&",
    body('let s = "aa"; for (let i = 0; i < 90; i++) s = s.replaceAll("a", "$`$\'$&");'),
  ),
  refused("split and join", body(`let s = "aa"; for (let i = 0; i < 90; i++) s = s.split("").join(s);`)),
  refused("concat of strings", body(`let s = "aa"; for (let i = 0; i < 90; i++) s = s.concat(s, s);`)),
  refused(
    "many long strings kept",
    body(
      `const xs: string[] = []; for (let i = 0; i < 100000; i++) xs.push(("x" + i).repeat(100000).toUpperCase());`,
    ),
  ),
  refused(
    "many long strings split",
    body(
      `const xs: unknown[] = []; const s = "x".repeat(1000000); for (let i = 0; i < 100000; i++) xs.push(s.split(""));`,
    ),
  ),
  refused(
    "many long lists sliced",
    body(
      `const xs: unknown[] = []; const s = Array.from({ length: 100000 }, (_, i) => i); for (let i = 0; i < 100000; i++) xs.push(s.slice(1));`,
    ),
  ),
  refused(
    "many long lists concatenated",
    body(
      `const xs: unknown[] = []; const s = Array.from({ length: 100000 }, (_, i) => i); for (let i = 0; i < 100000; i++) xs.push(s.concat([1]));`,
    ),
  ),
  refused(
    "many long lists reversed",
    body(
      `const xs: unknown[] = []; const s = Array.from({ length: 100000 }, (_, i) => i); for (let i = 0; i < 100000; i++) xs.push(s.toReversed());`,
    ),
  ),
  refused(
    "a long list searched again and again",
    body(
      `const s = Array.from({ length: 100000 }, (_, i) => i); let n = 0; for (let i = 0; i < 100000; i++) n += s.indexOf(-1);`,
    ),
  ),
  refused(
    "a long string searched again and again",
    body(`const s = "a".repeat(4000000); let n = 0; for (let i = 0; i < 100000; i++) n += s.indexOf("b");`),
  ),
  refused(
    "a long list shifted again and again",
    body(
      `const s = Array.from({ length: 100000 }, (_, i) => i); for (let i = 0; i < 100000; i++) s.unshift(s.pop()!);`,
    ),
  ),
  refused("a list pushed into itself", body(`const xs = [1]; for (let i = 0; i < 90; i++) xs.push(...xs);`)),
  refused("a list spread twice", body(`let xs = [1]; for (let i = 0; i < 90; i++) xs = [...xs, ...xs];`)),
  refused(
    "a list concatenated with itself",
    body(`let xs = [1]; for (let i = 0; i < 90; i++) xs = xs.concat(xs);`),
  ),
  refused("flatMap", body(`let xs = [1]; for (let i = 0; i < 90; i++) xs = xs.flatMap((x) => [x, x]);`)),
  refused(
    "flat of a shared structure",
    body(`let xs: unknown[] = [1]; for (let i = 0; i < 90; i++) xs = [xs, xs]; xs.flat(Infinity);`),
  ),
  refused(
    "a list longer than JavaScript's",
    body(
      `const xs = [1]; for (let i = 0; i < 3000; i++) xs.push(...Array.from({ length: 1000 }, (_, n) => n));`,
    ),
  ),
  refused(
    "Array.from a length",
    body(`const xs = Array.from({ length: 1e8 }); await me({ prompt: "x", xs });`),
  ),
  refused(
    "Array.from the longest length",
    body(`const xs = Array.from({ length: 2 ** 32 - 1 }, (_, i) => i); await me({ prompt: "x", xs });`),
  ),
  refused(
    "an object spread into itself",
    body("let o: Record<string, unknown> = { a: 1 }; for (let i = 0; ; i++) o = { ...o, [`k${i}`]: 1 };"),
  ),
  refused(
    "Object.entries of a growing object",
    body(
      "const o: Record<string, unknown> = { a: 1 }; for (let i = 0; ; i++) { o[`k${i}`] = Object.entries(o); }",
    ),
  ),
  refused(
    "a shared list, sent",
    body(
      `let xs: unknown = ["x"]; for (let i = 0; i < 90; i++) xs = [xs, xs]; await me({ prompt: "x", xs });`,
    ),
  ),
  refused(
    "a shared object, sent",
    body(
      `let xs: unknown = { x: 1 }; for (let i = 0; i < 90; i++) xs = { a: xs, b: xs }; await me({ prompt: "x", xs });`,
    ),
  ),
  refused(
    "a shared text, sent",
    body(
      `const t = "x" + input.a; let xs: unknown = [t]; for (let i = 0; i < 90; i++) xs = [xs, xs]; await me({ prompt: "x", xs });`,
    ),
  ),
  refused(
    "a shared list, returned",
    body(
      `let xs: unknown = ["x"]; for (let i = 0; i < 90; i++) xs = [xs, xs]; const r = await me({ prompt: "x" }); return { t: r.text, xs };`,
    ),
  ),
  refused(
    "a large list, sent again and again",
    body(
      `const xs = Array.from({ length: 10000 }, (_, i) => i); for (let i = 0; i < 10000; i++) await me({ prompt: "x", xs });`,
    ),
  ),
  refused(
    "a large string, sent again and again",
    body(`const s = "x".repeat(1000000); for (let i = 0; i < 10000; i++) await me({ prompt: s });`),
  ),
  refused(
    "a large text, sent again and again",
    body(
      "let s = input.a; for (let i = 0; i < 1000; i++) s += ` ${i} ${input.b}`; for (let i = 0; i < 10000; i++) await me({ prompt: s + i });",
    ),
  ),
  refused(
    "a large text, added to again and again",
    body(
      "let s = input.a; for (let i = 0; i < 1000000; i++) s += ` ${i} ${input.b}`; await me({ prompt: s });",
    ),
  ),
];
