/** Workflows with optional fields, whose defaults are in the body, in every form, or in the parameter. */
import type { JsonObject } from "../../src/lib/json.ts";
import type { InputNames } from "./program.ts";
import type { Kind } from "./writing/kinds.ts";
import type { Writer } from "./writing/writer.ts";

const type =
  '{ subject: string; mood: string; steps: number; loud: boolean; extra?: string; size?: number; level?: "low" | "high"; frame: { strength?: number } }';

const fields: readonly { readonly path: string; readonly kind: Kind; readonly value: string }[] = [
  { path: "extra", kind: "text", value: `"studio"` },
  { path: "size", kind: "amount", value: "28" },
  { path: "level", kind: "text", value: `"low"` },
  { path: "frame.strength", kind: "amount", value: "0.5" },
];

const given = { subject: "an oak chair", mood: "calm", steps: 12, loud: true };

export const optionalGiven: readonly [JsonObject, ...JsonObject[]] = [
  { ...given, frame: {} },
  { ...given, extra: "given", size: 3, level: "high", frame: { strength: 0.25 } },
];

/** One of the ways to write the workflow's parameter. */
export interface OptionalStyle {
  readonly name: string;
  readonly parameter: string;
  readonly inputs: InputNames;
  readonly given: typeof optionalGiven;
  /** Writes the first lines of the body, and declares their names. */
  readonly begin: (w: Writer) => void;
}

export const optionalStyles: readonly OptionalStyle[] = [
  {
    name: "defaults in the body",
    parameter: `input: ${type}`,
    inputs: { string: "input.mood", number: "input.steps", boolean: "input.loud" },
    given: optionalGiven,
    begin: (w) => {
      for (const field of fields) for (let uses = w.tape.choose(3); uses > 0; uses--) writeUse(w, field);
    },
  },
  {
    name: "defaults in the parameter",
    parameter: `{ mood, steps, loud, extra = "studio", size = 28, level: tone = "low", frame: { strength = 0.5 } }: ${type}`,
    inputs: { string: "mood", number: "steps", boolean: "loud" },
    given: optionalGiven,
    begin: (w) => {
      const names = ["extra", "size", "tone", "strength"];
      for (const [index, name] of names.entries()) w.declare(name, fields[index]?.kind ?? "text", true);
    },
  },
];

/** A use of the field with its default; rarely with another one, which is refused. */
function writeUse(w: Writer, field: (typeof fields)[number]): void {
  const { path, kind } = field;
  const value = w.tape.chance(40) ? (kind === "text" ? `"other"` : "7") : field.value;
  const own = path.split(".").at(-1) ?? path;
  const owner = path.includes(".") ? "input.frame" : "input";
  const name = w.fresh(kind);
  switch (w.tape.choose(8)) {
    case 0:
      // An operand of anything, evaluated again at each use.
      w.declare(`(input.${path} ?? ${value})`, kind);
      w.constructs.add("default by ??");
      return;
    case 1:
      w.line(`const { ${own}: ${name} = ${value} } = ${owner};`);
      w.constructs.add("default of a pattern in the body");
      break;
    case 2:
      w.line(`let ${name} = input.${path};`);
      w.line(`${name} ??= ${value};`);
      w.constructs.add("default by ??=");
      break;
    case 3:
      w.line(`const with${name} = (t = ${value}) => t;`);
      w.line(`const ${name} = with${name}(input.${path});`);
      w.constructs.add("default of a helper's parameter");
      break;
    case 4:
      w.line(`const ${name} = input.${path} ${own === "level" ? "||" : "??"} ${value};`);
      w.constructs.add("default in a constant");
      break;
    case 5:
      w.line(`const { ${own}: raw${name} } = ${owner};`);
      w.line(`const ${name} = raw${name} ?? ${value};`);
      w.constructs.add("default of a name");
      break;
    case 6:
      w.line(`const fallback${name} = ${value};`);
      w.line(`const ${name} = (({ ${own} = fallback${name} }: typeof ${owner}) => ${own})(${owner});`);
      w.constructs.add("default of a callback's pattern");
      break;
    default:
      w.line(
        `const { ${path.includes(".") ? `frame: { ${own}: ${name} = ${value} }` : `${own}: ${name} = ${value}`} } = input;`,
      );
      w.constructs.add("default of a nested pattern");
  }
  w.declare(name, kind);
}
