/** Endless loops over known data. */
import { type LimitProgram, refused } from "./program.ts";

export const endless: readonly LimitProgram[] = [
  refused("an endless for", () => `for (;;) {}`),
  refused("an endless while", () => `let i = 0; while (true) i++;`),
  refused(
    "an endless while with work",
    () => `let s = ""; while (true) { s = s.slice(0, 10) + "x".repeat(100000); }`,
  ),
  refused("an endless loop of calls", () => "for (let i = 0; ; i++) await me({ prompt: `${i}` });"),
  refused("an endless recursion", () => `const f = (n: number): number => f(n + 1); f(0);`),
  refused(
    "an endless async recursion",
    () => `const f = async (): Promise<void> => { await f(); }; await f();`,
  ),
  refused("an endless recursion through map", () => `const f = (n: number): unknown => [n].map(f); f(0);`),
  refused(
    "a recursion that doubles",
    () => `const f = (n: number): number => n === 0 ? 1 : f(n - 1) + f(n - 1); f(60);`,
  ),
  refused(
    "a recursion that builds closures",
    () => `const f = (g: () => number): number => f(() => g() + 1); f(() => 0);`,
  ),
  refused("a list that grows while it is read", () => `const xs = [1]; for (const x of xs) xs.push(x);`),
  refused(
    "loops in loops",
    () => `let n = 0; ${"for (let i = 0; i < 1000; i++) ".replace(/i/g, "i").repeat(4)} n++;`,
  ),
  refused(
    "100,000 calls at the bottom of a deep recursion",
    () =>
      `const f = async (n: number): Promise<void> => { if (n > 0) return f(n - 1); for (;;) { await me({ prompt: "x" }); } }; await f(1900);`,
  ),
];
