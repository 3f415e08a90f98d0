/** Results whose fields are spread, passed on whole, or destructured. */
import type { ExpressionTable } from "../writing/table.ts";

export const copies = {
  copy: {
    "spread of a photo": (w) => `({ ...${w.of("photo")} })`,
    "spread of a photo, then a key": (w) => `({ ...${w.of("photo")}, seed: ${w.of("amount")} })`,
    "keys, then a spread of a photo": (w) => `({ note: ${w.of("word")}, prompt: ${w.of("text")}, ...${w.of("photo")} })`,
    "Object.assign of a photo": (w) => `Object.assign({ note: ${w.of("word")} }, ${w.of("photo")})`,
    "spread of a copy": (w) => `({ ...${w.of("copy")}, note: ${w.of("word")} })`,
    "structuredClone of a copy": (w) => `structuredClone(${w.of("copy")})`,
    "rest of a copy": (w) => `(({ prompt, ...others }: any) => ({ ...others, prompt: ${w.inCallback("text")} }))(${w.of("copy")})`,
    "spread of what is inside": (w) =>
      w.isAsync
        ? `({ ...(await collect({ prompt: ${w.of("text")} })).frame, prompt: ${w.of("text")}, seed: ${w.of("amount")} })`
        : undefined,
    "call with a whole photo": (w) => (w.isAsync ? `({ ...(await collect(${w.of("photo")})) })` : undefined),
    "call with a spread photo": (w) =>
      w.isAsync ? `({ ...(await collect({ ...${w.of("photo")}, prompt: ${w.of("text")} })) })` : undefined,
    "call with a spread of a result": (w) =>
      w.isAsync ? `({ ...(await collect({ ...(await collect(${w.of("photo")})), note: ${w.of("word")} })) })` : undefined,
  },
} satisfies Partial<ExpressionTable>; // prettier-ignore
