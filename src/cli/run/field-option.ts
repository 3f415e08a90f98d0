import { Option } from "commander";
import { printable } from "../../lib/printable.ts";
import { describeType } from "../../schema/path.ts";
import type { Schema } from "../../schema/schema.ts";
import type { Field } from "./fields.ts";

/** For help and did-you-mean only: `takeFields` parses the values. */
export class FieldOption extends Option {
  /** As shown in help: `--hd, --no-hd`. */
  readonly term: string;

  constructor({ name, schema, required, isSwitch, isList }: Field) {
    const { default: preset, description = "" } = schema;
    const notes = [
      printable(describeType(schema)),
      ...(required ? ["required"] : []),
      ...(preset === undefined ? [] : [`default ${printable(JSON.stringify(preset))}`]),
      ...(isList ? ["repeat the flag for more"] : []),
    ];
    const text = printable(description.split("\n")[0] ?? "");
    super(`--${name} <value>`, `${text} (${notes.join(", ")})`.trim());
    this.term = isSwitch ? `--${name}, --no-${name}` : `--${name} <${placeholderOf(schema)}>`;
    this.helpGroup("Inputs:");
  }
}

function placeholderOf({ type }: Schema): string {
  if (type === "number" || type === "integer") return "number";
  return type === "object" ? "json" : "value";
}
