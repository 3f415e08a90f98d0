/** Promises: started now and awaited later, together, twice or never; concurrent async functions. */
import type { Kind } from "../writing/kinds.ts";
import type { StatementTable } from "../writing/table.ts";

export const promises = {
  "promise kept": (w) => {
    const kind = w.tape.pick<Kind>(["photoPromise", "answerPromise", "textPromise", "promises"]);
    const name = w.fresh(kind);
    w.line(`const ${name} = ${w.of(kind)};`);
    w.declare(name, kind);
  },

  "Promise.all with a pattern": (w) => {
    if (!w.isAsync) return false;
    const [photo, answer] = [w.fresh("photo"), w.fresh("answer")];
    w.line(`const [${photo}, ${answer}] = await Promise.all([${w.of("photoPromise")}, ${w.of("answerPromise")}]);`);
    w.declare(photo, "photo");
    w.declare(answer, "answer");
  },

  "Promise.all over a map": (w) => {
    if (!w.isAsync || w.loops > 1) return false;
    const [texts, item] = [w.fresh("texts"), w.fresh("item")];
    const list = w.of("records");
    w.block(
      `const ${texts} = await Promise.all([...${list}].slice(0, 3).map(async (${item}) => {`,
      "}));",
      () => {
        w.statement();
        w.line(`return ${w.of("text")};`);
      },
      { names: [{ name: item, kind: "record", changes: false }], isFunction: true },
    );
    w.declare(texts, "texts");
  },

  "nested Promise.all": (w) => {
    if (!w.isAsync) return false;
    const [texts, pair] = [w.fresh("texts"), w.fresh("text")];
    w.line(`const [[...${texts}], ${pair}] = await Promise.all([Promise.all(${w.of("promises")}), ${w.of("textPromise")}]);`);
    w.declare(texts, "texts");
    w.declare(pair, "text");
  },

  "awaited twice": (w) => {
    if (!w.isAsync) return false;
    const [promise, first, second] = [w.fresh("photoPromise"), w.fresh("photo"), w.fresh("text")];
    w.line(`const ${promise} = ${w.of("photoPromise")};`);
    w.line(`const ${first} = await ${promise};`);
    w.line(`const ${second} = (await ${promise}).images[0].url;`);
    w.declare(first, "photo");
    w.declare(second, "text");
  },

  "never awaited": (w) => w.line(`${w.tape.pick(["void ", ""])}${w.of("photoPromise")};`),

  "result unused": (w) => (w.isAsync ? w.line(`await ${w.of("answerPromise")};`) : false),

  "waits for": (w) => {
    const promise = w.find(({ kind }) => kind === "photoPromise" || kind === "photo");
    if (promise === undefined || !w.isAsync) return false;
    const name = w.fresh("photo");
    w.line(`const ${name} = await flux({ prompt: ${w.of("text")} }, { after: [${promise.name}] });`);
    w.declare(name, "photo");
  },

  // In each of these, parallel code touches shared data: timing decides, or it provably does not.
  "pushes in parallel": (w) => {
    if (!w.isAsync || !w.tape.chance(3)) return false;
    const list = w.fresh("texts");
    const before = w.tape.pick([`${list}.push(t);`, ""]);
    w.line(`const ${list}: string[] = [];`);
    w.line(`await Promise.all(${w.of("words")}.map(async (t) => { ${before} const { images: [made] } = await flux({ prompt: t + ${w.of("text")} }); ${w.tape.pick([`${list}.push(made.url);`, ""])} }));`);
    w.declare(list, "texts");
  },

  "counts in parallel": (w) => {
    if (!w.isAsync || !w.tape.chance(3)) return false;
    const [count, run, text] = [w.fresh("number"), w.fresh("run"), w.fresh("text")];
    w.line(`let ${count} = 0;`);
    w.line(`const ${run} = async (t: string) => { const mine = ++${count}; const { output } = await llm({ model: "m", prompt: t + mine }); ${w.tape.pick(["", `${count} += 1;`])} return output + mine; };`);
    w.line(`const ${text} = (await Promise.all([${run}("a"), ${run}(${w.of("text")})])).join();`);
    w.declare(text, "text");
    w.declare(count, "number");
  },

  "runs beside": (w) => {
    if (!w.isAsync || !w.tape.chance(2)) return false;
    const target = w.find(({ kind, changes, name }) => changes && kind === "text" && /^\w+$/.test(name));
    if (target === undefined) return false;
    const [run, promise] = [w.fresh("run"), w.fresh("textPromise")];
    w.line(`const ${run} = async () => { await flux({ prompt: ${w.of("text")} }); ${target.name} += "!"; return ${target.name}; };`);
    w.line(`const ${promise} = ${run}();`);
    if (w.tape.chance(2)) w.statement();
    const text = w.fresh("text");
    w.line(`const ${text} = await ${promise};`);
    w.declare(text, "text");
  },
} satisfies StatementTable; // prettier-ignore
