/** Generators: their code and the code around it take turns, they are left early, and they delegate. */
import type { StatementTable } from "../writing/table.ts";
import type { Surroundings, Writer } from "../writing/writer.ts";

const inside: Surroundings = { isAsync: false, isFunction: true, hasOwnThis: true };

/** A generator of texts with code between its yields, which logs what it does. */
function writeGenerator(w: Writer, log: string): string {
  const [name, parameter] = [w.fresh("gen"), w.fresh("p")];
  const names = [{ name: parameter, kind: "text", changes: true }] as const;
  w.block(
    `function* ${name}(${parameter}: string) {`,
    "}",
    () => {
      w.line(`${log}.push("started");`);
      w.statement();
      w.line(`yield ${w.of("text")};`);
      w.line(
        w.tape.pick([
          `for (const t of ${w.of("texts")}) yield t + ${parameter};`,
          `try { yield ${w.of("text")}; } finally { ${log}.push("closed"); }`,
          `yield* ${w.of("texts")};`,
          `const sent: string = yield ${w.of("text")}; ${log}.push(String(sent));`,
          `if (${w.of("boolean")}) return;`,
        ]),
      );
      w.statement();
      w.line(`yield ${w.of("text")} + (yield "asked");`);
    },
    { ...inside, names },
  );
  return name;
}

export const generators = {
  "generator in a loop": (w) => {
    if (w.loops > 0) return false;
    const [log, item] = [w.fresh("texts"), w.fresh("item")];
    w.line(`const ${log}: string[] = [];`);
    const name = writeGenerator(w, log);
    w.block(
      `for (const ${item} of ${name}(${w.of("text")})) {`,
      "}",
      () => {
        w.line(`${log}.push(${item});`);
        if (w.tape.chance(3)) w.line(`if (${log}.length > ${w.tape.choose(4)}) ${w.tape.pick(["break", "continue"])};`);
        w.statement();
      },
      { names: [{ name: item, kind: "text", changes: false }], isLoop: true },
    );
    w.declare(log, "texts");
  },

  "generator taken apart": (w) => {
    const [log, first, rest] = [w.fresh("texts"), w.fresh("text"), w.fresh("texts")];
    w.line(`const ${log}: string[] = [];`);
    const name = writeGenerator(w, log);
    w.line(`const [${first} = "none"${w.tape.pick(["", `, ...${rest}`])}] = ${name}(${w.of("text")});`);
    w.declare(first, "text");
    w.declare(log, "texts");
  },

  "generator by next": (w) => {
    const [log, source, text] = [w.fresh("texts"), w.fresh("source"), w.fresh("text")];
    w.line(`const ${log}: string[] = [];`);
    const name = writeGenerator(w, log);
    w.line(`const ${source} = ${name}(${w.of("text")});`);
    w.line(`const ${text} = (${source}.next().value ?? "none") + (${source}.next(${w.of("word")}).value ?? "done");`);
    if (w.tape.chance(2)) w.line(`${log}.push(String(${source}.return(undefined as never).done));`);
    w.line(`${log}.push(...${source});`);
    w.declare(text, "text");
    w.declare(log, "texts");
  },

  "generator without end": (w) => {
    const [name, from, texts] = [w.fresh("ids"), w.fresh("n"), w.fresh("texts")];
    w.line(`function* ${name}(${from} = ${w.inCallback("number")}): Generator<number> { while (true) yield ${from}++; }`);
    w.line(`const ${texts}: string[] = [];`);
    w.line(`for (const n of ${name}(${w.of("number")})) { if (${texts}.length >= ${1 + w.tape.choose(3)}) break; ${texts}.push(n + ${w.of("text")}); }`);
    w.declare(texts, "texts");
  },

  "generator method": (w) => {
    const [name, texts, kept] = [w.fresh("Bag"), w.fresh("texts"), w.fresh("texts")];
    w.line(`const ${kept} = ${w.of("texts")};`);
    w.line(`class ${name} { items = [...${kept}, ${w.inCallback("text")}]; *each(end: string) { for (const item of this.items) yield item + end; } *all() { yield* this.each("!"); yield* ${name}.more(); } static *more() { yield "more"; } }`);
    w.line(`const ${texts} = [...new ${name}().all()];`);
    w.declare(kept, "texts");
    w.declare(texts, "texts");
  },

  "generator of calls": (w) => {
    if (!w.isAsync || w.loops > 0) return false;
    const [name, texts] = [w.fresh("shots"), w.fresh("texts")];
    w.line(`function* ${name}(all: string[]) { for (const prompt of all.slice(0, 2)) yield flux({ prompt: prompt + ${w.inCallback("text")} }); }`);
    w.line(`const ${texts} = (await Promise.all(${name}(${w.of("texts")}))).map(({ images }) => images[0].url);`);
    w.declare(texts, "texts");
  },

  "async generator": (w) => {
    if (!w.isAsync || w.loops > 0) return false;
    const [name, texts] = [w.fresh("stories"), w.fresh("texts")];
    w.line(`const ${texts}: string[] = [];`);
    w.line(`async function* ${name}(all: string[]) { for (const prompt of all.slice(0, 2)) { const { output } = await llm({ model: "m", prompt }); yield output; } yield ${w.inCallback("text")}; }`);
    w.line(`for await (const t of ${name}(${w.of("texts")})) { ${texts}.push(t + ${w.of("text")}); ${w.tape.pick(["", `if (${w.of("boolean")}) break;`])} }`);
    w.declare(texts, "texts");
  },
} satisfies StatementTable; // prettier-ignore
