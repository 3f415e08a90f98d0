/** Joining strings, some of whose parts are only known when the workflow runs. */
import { describeType, isStringSchema } from "../../catalog/path.ts";
import type { TS } from "../typescript.ts";
import type { Machine, Place } from "./machine.ts";
import { describe, known, poison, type ReferenceValue, type TextValue, type Value } from "./values.ts";

/** A piece of a text, with the expression it came from for diagnostics. */
export interface TextPiece {
  readonly value: Value;
  readonly node: TS.Node;
}

/**
 * The pieces joined: a known string when all are known, otherwise a text with neighbouring known parts merged. Known
 * pieces are converted as JavaScript does; a reference has to be a string already, since nothing converts it later.
 */
export function joinText(pieces: readonly TextPiece[], place: Place, machine: Machine): Value {
  const parts: (string | ReferenceValue)[] = [];
  let failed = false;
  const add = (part: string | ReferenceValue) => {
    const last = parts.at(-1);
    if (typeof part === "string" && typeof last === "string") parts[parts.length - 1] = last + part;
    else if (part !== "") parts.push(part);
  };
  for (const { value, node } of pieces) {
    switch (value.kind) {
      case "known":
        add(String(value.value));
        break;
      case "text":
        value.parts.forEach(add);
        break;
      case "reference":
        if (isText(value, node, place, machine)) add(value);
        else failed = true;
        break;
      default:
        failed = true;
        if (value.kind === "poison") break;
        if (value.kind === "pending")
          machine.refuse("await-missing", node, place, { text: machine.textOf(node, place) });
        else machine.refuse("syntax-unsupported", node, place, { construct: `${describe(value)} in a text` });
    }
  }
  if (failed) return poison;
  if (parts.length === 0) return known("");
  if (parts.length === 1)
    return typeof parts[0] === "string" ? known(parts[0]) : (parts[0] as ReferenceValue);
  const text: TextValue = { kind: "text", parts, name: undefined };
  return text;
}

function isText(value: ReferenceValue, node: TS.Node, place: Place, machine: Machine): boolean {
  const path = machine.textOf(node, place);
  if (value.schema === undefined || Object.keys(value.schema).length === 0) {
    const endpoint = value.root === "input" ? "owner/app" : value.root.endpoint;
    machine.refuse("text-type-unknown", node, place, { path, endpoint });
    return false;
  }
  if (isStringSchema(value.schema)) return true;
  machine.refuse("text-not-string", node, place, { path, type: describeType(value.schema) });
  return false;
}
