/**
 * A generated program: a tape for its classes, one for its helpers and one for the workflow itself, so that a long part
 * leaves enough for the others. Programs are meant to be accepted: they decide only by known values, and merely pass references
 * on. Whether falc accepts one is not decided here.
 *
 *   tape → writing/writer.ts → expressions/table.ts, statements/table.ts → lines → files
 */
import type { JsonObject } from "../../src/lib/json.ts";
import { writeClass } from "./classes.ts";
import { writeHelpers } from "./helpers.ts";
import { isApart, type Layout, layOut, layouts } from "./layout.ts";
import { optionalStyles } from "./optional-inputs.ts";
import { type Name, shown } from "./writing/kinds.ts";
import { Tape } from "./writing/tape.ts";
import { Writer } from "./writing/writer.ts";

/** How the workflow's code refers to a string, number and boolean of its input. */
export type InputNames = Readonly<Record<"string" | "number" | "boolean", string>>;

export interface Program {
  /** `main.ts` is the workflow. */
  readonly files: Readonly<Record<string, string>>;
  /** The names of the table rows that were used. */
  readonly constructs: ReadonlySet<string>;
  readonly inputs: InputNames;
  /** The inputs to run it with. The first leaves out every optional field. */
  readonly given: readonly [JsonObject, ...JsonObject[]];
}

interface InputStyle {
  /** Counts as a construct of the program. */
  readonly name: string;
  readonly parameter: string;
  readonly inputs: InputNames;
  readonly given?: Program["given"];
  /** Writes the first lines of the body. */
  readonly begin?: (writer: Writer) => void;
}

const usualInput: JsonObject = { subject: "an oak chair", mood: "calm", steps: 12, loud: true };

const type = "{ subject: string; mood: string; steps: number; loud: boolean }";

/** The ways in which a workflow receives its input. */
const inputStyles: readonly [InputStyle, ...InputStyle[]] = [
  {
    name: "input as an object",
    parameter: `input: ${type}`,
    inputs: { string: "input.mood", number: "input.steps", boolean: "input.loud" },
  },
  {
    name: "input pattern",
    parameter: `{ subject, mood, steps, loud }: ${type}`,
    inputs: { string: "mood", number: "steps", boolean: "loud" },
  },
  {
    name: "input pattern with rest",
    parameter: `{ mood: feeling, ...input }: ${type}`,
    inputs: { string: "feeling", number: "input.steps", boolean: "input.loud" },
  },
  {
    name: "input spread",
    parameter: `input: ${type}`,
    inputs: { string: "mood", number: "rest.steps", boolean: "rest.loud" },
    begin: (w) => w.line("const { mood, ...rest } = { ...input };"),
  },
  {
    name: "input assigned",
    parameter: `input: ${type}`,
    inputs: { string: "whole.mood", number: "whole.steps", boolean: "whole.loud" },
    begin: (w) => w.line(`const whole = Object.assign({ note: "n" }, { ...input, subject: "a lamp" });`),
  },
  ...optionalStyles,
];

/** The numbers that decide each part of a program. */
export interface Tapes {
  readonly classes: readonly number[];
  readonly helpers: readonly number[];
  readonly workflow: readonly number[];
}

export function writeProgram({ classes, helpers, workflow }: Tapes): Program {
  const writer = new Writer(new Tape(classes));
  writer.names = [
    { name: "style", kind: "word", changes: false },
    { name: "scenes", kind: "records", changes: false },
  ];
  const layout: Layout = writer.tape.pick(layouts);
  const classLines = writeClasses(writer, layout);
  writer.tape = new Tape(helpers);
  const helperLines = [...classLines, ...writeHelpers(writer, layout)];
  // From here on, they are used from the workflow's file.
  writer.classes = writer.classes.map((each) => ({ ...each, callee: layout.nameInMain(each.callee) }));
  writer.constructs.add(isApart(layout, helperLines) ? layout.name : "one file");
  writer.tape = new Tape(workflow);
  const { name: style, parameter, inputs, given = [usualInput], begin } = writer.tape.pick(inputStyles);
  writer.constructs.add(style);
  const mainLines = writer.linesOf(() => {
    const names: readonly Name[] = [
      { name: inputs.string, kind: "text", changes: false },
      { name: inputs.number, kind: "amount", changes: false },
      { name: inputs.boolean, kind: "flag", changes: false },
    ];
    const open = `export default async function workflow(${parameter}) {`;
    writer.block(open, "}", () => writeBody(writer, begin), { names, isAsync: true, isFunction: true });
  });
  return { files: layOut(layout, helperLines, mainLines), constructs: writer.constructs, inputs, given };
}

/** Up to two at the top of a file, beside the helpers. */
function writeClasses(writer: Writer, layout: Layout): string[] {
  return writer.linesOf(() => {
    for (let count = writer.tape.choose(3); count > 0; count--)
      writeClass(writer, layout.exported ? "export " : "");
  });
}

/** The output contains every visible value: a difference that reaches no output would go unnoticed. */
function writeBody(writer: Writer, begin: InputStyle["begin"]): void {
  begin?.(writer);
  writer.statementsUpTo(9);
  // A workflow without a call is refused.
  writer.line(`const last = await flux({ prompt: ${writer.of("text")} });`);
  const fields = writer.names.flatMap(({ name, kind }, index) => {
    const show = shown[kind];
    return show === undefined ? [] : [`f${index}: ${show(name)}`];
  });
  writer.line(
    `return { ${[...fields, writer.tape.chance(4) ? "...last" : "last: last.images[0].url", `nested: { list: [1, ${writer.of("amount")}], ok: true, nothing: null }`].join(", ")} };`,
  );
}
