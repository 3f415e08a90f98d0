/** Decisions by known values, blocks, and ways out of them. */
import type { StatementTable } from "../writing/table.ts";
import type { Writer } from "../writing/writer.ts";

const some = (w: Writer) => () => {
  w.statement();
  if (w.tape.chance(3)) w.statement();
};

export const branches = {
  "if": (w) => w.block(`if (${w.of("boolean")}) {`, "}", some(w)),

  "if and else": (w) => {
    w.block(`if (${w.of("boolean")}) {`, "} else {", some(w));
    w.block("", "}", some(w));
  },

  "else if": (w) => {
    w.block(`if (${w.of("boolean")}) {`, `} else if (${w.of("boolean")}) {`, some(w));
    w.block("", "} else {", some(w));
    w.block("", "}", some(w));
  },

  "if without braces": (w) => {
    const target = w.find(({ kind, changes }) => kind === "text" && changes);
    if (target === undefined) return false;
    w.line(`if (${w.of("boolean")}) ${target.name} = ${w.of("text")};`);
    w.line(`else ${target.name} += ${w.of("text")};`);
  },

  "switch": (w) => {
    const jump = () => w.tape.pick(["break;", "", "break;"]);
    w.block(
      `switch (${w.of("word")}) {`,
      "}",
      () => {
        for (const label of [`"sun"`, `"moon"`, w.of("word")]) w.block(`case ${label}: {`, `} ${jump()}`, some(w));
        w.block("default: {", "}", some(w));
      },
      // Declarations are not allowed between the clauses.
      { isFunction: true },
    );
  },

  "switch with the default first": (w) => {
    w.line(`switch (${w.of("number")}) {`);
    w.block("default: {", `} ${w.tape.pick(["", "break;"])}`, some(w));
    w.block("case 1: case 2: {", "} break;", some(w));
    w.block(`case ${w.of("number")}: {`, "}", some(w));
    w.line("}");
  },

  "switch on true": (w) => {
    w.line("switch (true) {");
    w.block(`case ${w.of("boolean")}: {`, "} break;", some(w));
    w.block(`case ${w.of("boolean")}: {`, "}", some(w));
    w.line("}");
  },

  "block": (w) => w.block("{", "}", some(w)),

  "labelled block": (w) => {
    const label = w.fresh("done");
    w.block(`${label}: {`, "}", () => {
      w.statement();
      w.line(`if (${w.of("boolean")}) break ${label};`);
      w.statement();
    });
  },

  "unreached throw": (w) => w.line(`if (${w.of("texts")}.length > 99) throw new Error("too many");`),

  "expression statement": (w) => {
    const target = w.find(({ kind, changes }) => kind === "word" && changes);
    if (target === undefined) return false;
    w.line(`${w.of("boolean")} ${w.tape.pick(["&&", "||"])} (${target.name} = ${w.of("word")});`);
  },
} satisfies StatementTable; // prettier-ignore
