/** `.then` with a callback: in parallel with the code around it, after what it waits for. */
import type { StatementTable } from "../writing/table.ts";

export const thens = {
  "then with a block": (w) => {
    if (!w.isAsync || w.loops > 1) return false;
    const [text, name] = [w.fresh("text"), w.fresh("p")];
    w.block(
      `const ${text} = await ${w.of("textPromise")}.then((${name}) => {`,
      "});",
      () => {
        w.statement();
        w.line(`return ${w.of("text")};`);
      },
      { names: [{ name, kind: "text", changes: true }], isAsync: false, isFunction: true },
    );
    w.declare(text, "text");
  },

  "then with an async block": (w) => {
    if (!w.isAsync || w.loops > 1) return false;
    const [promise, name, text] = [w.fresh("textPromise"), w.fresh("p"), w.fresh("text")];
    w.block(
      `const ${promise} = ${w.of("photoPromise")}.then(async ({ images: [${name}] }) => {`,
      "});",
      () => {
        w.statement();
        w.line(`const { output } = await llm({ model: "m", prompt: ${name}.url + ${w.of("text")} });`);
        w.line("return output;");
      },
      { names: [{ name: `${name}.url`, kind: "text", changes: false }], isFunction: true },
    );
    if (w.tape.chance(2)) w.statement();
    w.line(`const ${text} = await ${promise};`);
    w.declare(text, "text");
  },

  "Promise.all of thens": (w) => {
    if (!w.isAsync) return false;
    const texts = w.fresh("texts");
    const last = w.inCallback("text");
    w.line(`const ${texts} = await Promise.all(${w.of("texts")}.slice(0, 3).map((t, i) => flux({ prompt: t }).then((made) => made.images[0].url).then((url) => url + i + ${last})));`);
    w.declare(texts, "texts");
  },

  "pushes by then": (w) => {
    if (!w.isAsync || !w.tape.chance(3)) return false;
    const list = w.fresh("texts");
    w.line(`const ${list}: string[] = [];`);
    w.line(`await ${w.of("photoPromise")}.then((made) => { ${list}.push(made.images[0].url); });`);
    w.line(`await ${w.of("textPromise")}.then((t) => ${list}.push(t));`);
    w.declare(list, "texts");
  },

  "error passes by then": (w) => {
    if (!w.isAsync) return false;
    const text = w.fresh("text");
    w.line(`let ${text} = "";`);
    w.line(`try { ${text} = await Promise.resolve(${w.of("word")}).then((t) => { if (t.length > ${w.inCallback("number")}) throw new Failure(t); return t; }).then((t) => t + "?"); } catch (error) { ${text} += (error as Failure).message; }`);
    w.declare(text, "text", true);
  },
} satisfies StatementTable; // prettier-ignore
