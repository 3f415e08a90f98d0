/** `try`, `catch` and `finally` around known values: deliberate throws, in every position, with every exit. */
import type { StatementTable } from "../writing/table.ts";
import type { Writer } from "../writing/writer.ts";

const some = (w: Writer) => {
  w.statement();
  if (w.tape.chance(3)) w.statement();
};

/** A variable that the `try` sets, declared before it. */
function result(w: Writer): string {
  const name = w.fresh("text");
  w.line(`let ${name} = ${w.of("text")};`);
  return name;
}

const what = (w: Writer) =>
  w.tape.pick([w.of("failure"), w.of("failure"), w.of("word"), `{ code: ${w.of("number")} }`]);

/** The body of a `try`: it rarely calls a model, which is refused. */
function attempted(w: Writer, open: string, close: string, name: string, out = ""): void {
  w.block(
    open,
    close,
    () => {
      some(w);
      w.line(`${w.tape.pick([`if (${w.of("boolean")}) `, ""])}throw ${what(w)};`);
      w.line(`${name} += ${w.of("text")};`);
      if (out !== "") w.line(`if (${w.of("boolean")}) ${out}`);
    },
    { mayCall: w.mayCall && w.tape.chance(40) },
  );
}

/** The caught value may be an error, a word or an object. */
function handled(w: Writer, close: string, name: string, error: string): void {
  w.block("", close, () => {
    w.line(
      w.tape.pick([
        `${name} += ${error} instanceof Error ? ${error}.message : typeof ${error};`,
        `if (${error} instanceof Failure) ${name} = ${error}.message + ${error}.code;`,
        `if (${error} instanceof Late) ${name} = ${error}.full; else if (${error} instanceof RangeError) ${name} += "range";`,
        `${name} = ${w.of("text")};`,
      ]),
    );
    some(w);
  });
}

export const tries = {
  "try and catch": (w) => {
    const [name, error] = [result(w), w.fresh("error")];
    attempted(w, "try {", `} catch (${error}) {`, name);
    handled(w, "}", name, error);
    w.declare(name, "text", true);
  },

  "try, catch and finally": (w) => {
    const [name, error] = [result(w), w.fresh("error")];
    attempted(w, "try {", `} catch (${error}) {`, name);
    handled(w, "} finally {", name, error);
    w.block("", "}", () => {
      w.line(`${name} += "; finally";`);
      some(w);
    });
    w.declare(name, "text", true);
  },

  "catch without a name": (w) => {
    const name = result(w);
    attempted(w, "try {", "} catch {", name);
    w.block("", "}", () => some(w));
    w.declare(name, "text", true);
  },

  "try and finally": (w) => {
    const name = result(w);
    w.block("try {", "} finally {", () => w.line(`${name} += ${w.of("text")};`), { mayCall: false });
    w.block("", "}", () => some(w));
    w.declare(name, "text", true);
  },

  "caught by the outer": (w) => {
    const [name, inner, outer] = [result(w), w.fresh("error"), w.fresh("error")];
    w.line("try {");
    attempted(w, "try {", `} catch (${inner}) {`, name);
    w.line(w.tape.pick([`throw ${inner};`, `throw new Failure("again", 2);`, `if (!(${inner} instanceof Failure)) throw ${inner};`]));
    w.line(`} finally { ${name} += "; inner"; }`);
    w.line(`} catch (${outer}) {`);
    handled(w, "}", name, outer);
    w.declare(name, "text", true);
  },

  "try in a loop": (w) => {
    if (w.loops > 0) return false;
    const [name, item, error] = [result(w), w.fresh("number"), w.fresh("error")];
    const names = [{ name: item, kind: "number", changes: false }] as const;
    w.block(
      `for (let ${item} = 0; ${item} < 3; ${item}++) {`,
      "}",
      () => {
        attempted(w, "try {", `} catch (${error}) {`, name, w.tape.pick(["", "continue;", "break;"]));
        handled(w, "} finally {", name, error);
        w.block("", "}", () => {
          w.line(`${name} += "; " + ${item};`);
          if (w.tape.chance(3)) w.line(`if (${w.of("boolean")}) ${w.tape.pick(["continue;", "break;"])}`);
        });
      },
      { names, isLoop: true },
    );
    w.declare(name, "text", true);
  },

  "function that returns out of a try": (w) => {
    const [run, name, error, text] = [w.fresh("run"), w.fresh("log"), w.fresh("error"), w.fresh("text")];
    const [parameter] = [w.fresh("p")];
    w.block(
      `const ${run} = (${parameter}: number): string => {`,
      "};",
      () => {
        w.line(`let ${name} = "";`);
        attempted(w, "try {", `} catch (${error}) {`, name, `return ${w.inCallback("text")};`);
        handled(w, "} finally {", name, error);
        w.block("", "}", () => {
          w.line(`${name} += "!";`);
          if (w.tape.chance(3)) w.line(`if (${w.of("boolean")}) return ${w.of("text")};`);
        });
        w.line(`return ${name};`);
      },
      { names: [{ name: parameter, kind: "number", changes: true }], isAsync: false, isFunction: true },
    );
    w.line(`const ${text} = ${run}(${w.of("number")}) + ${run}(${w.of("number")});`);
    w.declare(text, "text");
  },

  "check that throws": (w) => {
    const [check, text, value] = [w.fresh("check"), result(w), w.fresh("p")];
    w.line(`const ${check} = (${value}: number) => { if (${value} > ${w.inCallback("number")}) throw new ${w.tape.pick(["RangeError", "Failure", "Late"])}(${w.inCallback("text")}); return ${value}; };`);
    w.line(`try { ${text} += ${check}(${w.of("number")}); ${text} += ${check}(${w.of("number")}); } catch (error) { ${text} += (error as Error).message + (error as Error).name; }`);
    w.declare(text, "text", true);
  },

  "async check that throws": (w) => {
    if (!w.isAsync) return false;
    const [check, text, value] = [w.fresh("check"), result(w), w.fresh("p")];
    w.line(`const ${check} = async (${value}: number) => { if (${value} > ${w.inCallback("number")}) throw new Failure(${w.inCallback("word")}, ${value}); return ${value}; };`);
    w.line(`try { ${text} += ${w.tape.pick([`await ${check}(${w.of("number")})`, `(await Promise.all([${check}(${w.of("number")}), ${check}(1)])).join()`, `await ${check}(${w.of("number")}).then((n) => n + 1)`])}; } catch (error) { ${text} += (error as Failure).message + (error as Failure).code; }`);
    w.declare(text, "text", true);
  },

  "error of JavaScript caught": (w) => {
    const text = result(w);
    const wrong = w.tape.pick([`(null as any).x`, `JSON.parse("{")`, `(undefined as any)()`, `"x".repeat(-1)`, `([] as number[]).reduce((a, b) => a + b)`, `decodeURIComponent("%")`, `new (class { constructor() { throw new Failure("made"); } })()`]);
    w.line(`try { ${text} += String(${wrong}); } catch (error) { ${text} += (error as Error).name + (error instanceof TypeError) + (error instanceof Error); }`);
    w.declare(text, "text", true);
  },

  "error in a callback": (w) => {
    const text = result(w);
    const list = w.of("texts");
    const number = w.inCallback("number");
    w.line(`try { ${text} = ${list}.map((t, i) => { if (i === ${number}) throw new Late(t); return t; }).join(); } catch (error) { if (!(error instanceof Failure)) throw error; ${text} += error.message; }`);
    w.declare(text, "text", true);
  },
} satisfies StatementTable; // prettier-ignore
