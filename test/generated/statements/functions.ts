/** Functions inside functions: closures over changing variables, hoisting, early returns. */
import type { StatementTable } from "../writing/table.ts";

export const functions = {
  "closure that counts": (w) => {
    const [count, next, text] = [w.fresh("number"), w.fresh("next"), w.fresh("text")];
    w.line(`let ${count} = ${w.of("number")};`);
    w.line(`const ${next} = () => ++${count};`);
    w.line(`const ${text} = \`\${${next}()} \${${next}()} \${${w.of("text")}}\`;`);
    w.declare(count, "number", true);
    w.declare(text, "text");
  },

  "closure made by a function": (w) => {
    const [make, add, texts] = [w.fresh("make"), w.fresh("add"), w.fresh("texts")];
    w.line(`const ${make} = (prefix: string) => { const seen: string[] = []; return (t: string) => { seen.push(prefix + t); return seen; }; };`);
    w.line(`const ${add} = ${make}(${w.of("text")});`);
    w.line(`${add}(${w.of("text")});`);
    w.line(`const ${texts} = ${add}("end");`);
    w.declare(texts, "texts");
  },

  "used before its declaration": (w) => {
    const [later, text] = [w.fresh("later"), w.fresh("text")];
    w.line(`const ${text} = ${later}(${w.of("text")});`);
    const name = w.fresh("t");
    const names = [{ name, kind: "text", changes: true }] as const;
    const body = w.within({ names, isAsync: false, hasOwnThis: true }, () => w.of("text"));
    w.line(`function ${later}(${name}: string) { return ${body}; }`);
    w.declare(text, "text");
  },

  "early return": (w) => {
    const [choose, text] = [w.fresh("choose"), w.fresh("text")];
    const name = w.fresh("p");
    w.block(
      `const ${choose} = (${name}: number) => {`,
      "};",
      () => {
        w.statement();
        w.line(`if (${w.of("boolean")}) return ${w.of("text")};`);
        w.block(`for (const t of ${w.of("texts")}) {`, "}", () => w.line(`if (${w.of("boolean")}) return t;`), { isLoop: true });
        w.line(`return ${w.of("text")};`);
      },
      { names: [{ name, kind: "number", changes: true }], isAsync: false, isFunction: true },
    );
    w.line(`const ${text} = ${choose}(${w.of("number")});`);
    w.declare(text, "text");
  },

  "async function inside": (w) => {
    if (!w.isAsync || w.loops > 0) return false;
    const name = w.fresh("draw");
    const parameter = w.fresh("p");
    w.block(
      `async function ${name}(${parameter}: string) {`,
      "}",
      () => {
        w.statement();
        w.line(`return ${w.of("text")};`);
      },
      { names: [{ name: parameter, kind: "text", changes: true }], isAsync: true, isFunction: true, hasOwnThis: true },
    );
    const text = w.fresh("text");
    w.line(`const ${text} = await ${name}(${w.of("text")});`);
    w.declare(text, "text");
  },

  "parameter changed": (w) => {
    const [helper, list] = [w.fresh("change"), w.find(({ kind }) => kind === "texts")?.name];
    if (list === undefined) return false;
    w.line(`const ${helper} = (list: string[]) => { list.push("own"); list = ["other"]; list.push("lost"); };`);
    w.line(`${helper}(${list});`);
  },

  // Code that throws at run time is refused for that reason.
  "mistake": (w) => {
    if (!w.tape.chance(12)) return false;
    const name = w.fresh("wrong");
    w.line(
      w.tape.pick([
        `const ${name} = (${w.of("maybe")} as string).length;`,
        `const ${name} = (() => ${name}x)(); const ${name}x = 1;`,
        `const ${name} = 1; (${name} as number) += 1;`,
        `const ${name} = (${w.of("maybe")} as any)();`,
        `if (${w.of("boolean")}) throw new Error("reached");`,
        `const ${name} = "x".repeat(-1);`,
        `const [${name}] = null as any;`,
      ]),
    );
  },
} satisfies StatementTable; // prettier-ignore
