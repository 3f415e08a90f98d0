/** Model calls, promises of them, and their results. */
import type { ExpressionTable } from "../writing/table.ts";
import type { Writer } from "../writing/writer.ts";

/** Fields of the image model that accept the writer's values, in any order and number. */
function photoInput(w: Writer): string {
  const fields = [`prompt: ${w.of("text")}`];
  if (w.tape.chance(4)) fields.push(`num_images: ${w.tape.choose(3) + 1}`);
  if (w.tape.chance(4)) fields.push(`seed: ${w.of("amount")}`);
  if (w.tape.chance(6)) fields.push(`enable_safety_checker: ${w.of("flag")}`);
  if (w.tape.chance(8)) fields.push("image_size: undefined");
  if (w.tape.chance(8)) fields.reverse();
  return `{ ${fields.join(", ")} }`;
}

/** Usually none. */
function options(w: Writer): string {
  if (!w.tape.chance(7)) return "";
  const promise = w.names.findLast(({ kind }) => kind === "photoPromise" || kind === "photo");
  if (promise !== undefined && w.tape.chance(2)) return `, { after: [${promise.name}] }`;
  // An id must be unique; in a loop, it would be used twice.
  return w.loops === 0 ? `, { id: "${w.fresh("fixed")}" }` : "";
}

export const calls = {
  photoPromise: {
    "model call": (w) => `flux(${photoInput(w)}${options(w)})`,
    "conditional promise": (w) => `(${w.of("boolean")} ? ${w.of("photoPromise")} : ${w.of("photoPromise")})`,
    "model call with a whole object": (w) =>
      `flux({ ...(${w.of("boolean")} ? { guidance_scale: ${w.of("amount")} } : {}), prompt: ${w.of("text")} })`,
    "call of a call's picture": (w) => `edit({ image_url: ${w.of("photo")}.images[0].url, prompt: ${w.of("text")} })`,
    "call after a call by then": (w) => `${w.of("photoPromise")}.then((made) => flux({ prompt: made.images[0].url + ${w.inCallback("text")} }))`,
    "then that passes on": (w) => `${w.of("photoPromise")}.then(${w.tape.pick(["", "(made) => made", "identity", "undefined"])})`,
    "async function called at once": (w) =>
      `(async () => ${w.within({ isAsync: true }, () => w.of("photo"))})()`,
  },
  answerPromise: {
    "language model call": (w) => `llm({ model: ${w.of("word")}, prompt: ${w.of("text")} })`,
    "system prompt": (w) => `llm({ model: "m", prompt: ${w.of("text")}, system_prompt: ${w.of("texts")}.join("\\n") })`,
  },
  textPromise: {
    "async arrow function": (w) =>
      `(async () => ${w.within({ isAsync: true }, () => w.of("text"))})()`,
    "Promise.resolve": (w) => `Promise.resolve(${w.of("text")})`,
    "then": (w) => `${w.of("photoPromise")}.then((made) => ${w.tape.pick(["made.images[0].url", "made.prompt"])})`,
    "then with a pattern": (w) => `${w.of("photoPromise")}.then(({ images: [first] }) => first.url + ${w.inCallback("text")})`,
    "chain of thens": (w) =>
      `${w.of("photoPromise")}.then((made) => llm({ model: "m", prompt: made.images[0].url })).then(({ output }) => output).then(${w.of("edit")})`,
    "then of a text": (w) => `${w.of("textPromise")}.then(${w.of("edit")})`,
    "then with an async function": (w) => {
      const name = w.fresh("t");
      const names = [{ name, kind: "text", changes: true }] as const;
      return `${w.of("textPromise")}.then(async (${name}) => ${w.within({ names, isAsync: true }, () => w.of("text"))})`;
    },
    "then with a callback": (w) => {
      const name = w.fresh("t");
      return `${w.of("textPromise")}.then((${name}) => ${w.inCallback("text", [{ name, kind: "text", changes: true }])})`;
    },
    "async function with a call": (w) =>
      `(async (t: string) => (await flux({ prompt: t })).images[0].url)(${w.of("text")})`,
    "async function of two calls": (w) =>
      `(async () => { const first = await ${w.within({ isAsync: true }, () => w.of("photoPromise"))}; const then = await llm({ model: "m", prompt: first.images[0].url }); return then.output; })()`,
  },
  promises: {
    "list of promises": (w) => `[${w.of("textPromise")}, ${w.of("textPromise")}]`,
    "promises by map": (w) =>
      `${w.of("texts")}.map(async (prompt) => (await flux({ prompt })).images[0].url)`,
    "promises by then": (w) => `${w.of("texts")}.map((prompt) => flux({ prompt }).then(({ images }) => images[0].url))`,
    "promises by a named function": (w) => `${w.of("texts")}.slice(0, 2).map(picture)`,
  },
  photo: {
    "awaited call": (w) => (w.isAsync ? `(await ${w.of("photoPromise")})` : undefined),
    "awaited name": (w) => (w.isAsync ? `(await ${w.simple("photoPromise")})` : undefined),
    "first of Promise.all": (w) =>
      w.isAsync ? `(await Promise.all([${w.of("photoPromise")}, ${w.of("answerPromise")}]))[0]` : undefined,
  },
  answer: {
    "awaited answer": (w) => (w.isAsync ? `(await ${w.of("answerPromise")})` : undefined),
    "awaited answer by name": (w) => (w.isAsync ? `(await ${w.simple("answerPromise")})` : undefined),
  },
} satisfies Partial<ExpressionTable>; // prettier-ignore
