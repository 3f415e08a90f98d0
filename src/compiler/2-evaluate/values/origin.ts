/** The origin of a run-time value, for messages about names that do not show it: a helper's parameter, a variable. */
import type { RunTimeValue } from "../../../diagnostics/run-time-value.ts";
import { printPath } from "../../../graph/print-path.ts";
import { typesOf } from "../../../schema/schema-types.ts";
import { unwrap } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { listCountOf } from "../calls/list-count.ts";
import type { Machine, Place } from "../machine/machine.ts";
import type { ReferenceValue } from "../../evaluation.ts";
import type { Poison, Value } from "./values.ts";

/** `from` is left out if the code there already shows it. */
export type Origin = Omit<RunTimeValue, "text">;

/** Facts of a diagnostic about the value of the node. */
export function originOf(
  value: Value,
  node: TS.Node,
  { module }: Pick<Place, "module">,
  machine: Machine,
): Origin {
  const written = unwrap(node);
  // A template literal shows its parts.
  const isShown = value.kind === "text" && !ts.isIdentifier(written);
  const { from, ...origin } = originBy(value, machine.textOf(written, { module }), machine);
  return { ...origin, ...(!isShown && from !== undefined && { from }) };
}

/** Refuses an operator on a value known only at run time. `node` is the value's expression. */
export function refuseOnReference(
  operator: string,
  value: Value,
  node: TS.Node,
  place: Place,
  machine: Machine,
  text = machine.textOf(node, place),
): Poison {
  return machine.refuse("operator-on-reference", node, place, {
    operator,
    text,
    ...originOf(value, node, place, machine),
  });
}

/** Like `originOf`, by the text of the expression. */
export function originBy(value: Value, text: string, machine: Machine): Origin {
  const references = value.kind === "text" ? value.parts.filter((part) => typeof part !== "string") : [value];
  const [reference, ...others] = references;
  if (reference?.kind !== "reference") return {};
  const root = rootOf(reference);
  const isShared = others.every((other) => other.kind === "reference" && rootOf(other) === root);
  const code = pathIn(text);
  const from = describeOrigin(reference, code, machine.trail().length > 0);
  const count = value.kind === "reference" ? listCountOf(reference) : undefined;
  return {
    ...(isShared && { root }),
    ...(value.kind === "reference" && { steps: value.path, types: typesOf(value.schema ?? {}) }),
    ...(count !== undefined && { count }),
    ...(from !== undefined && { from: value.kind === "text" ? `a string that contains ${from}` : from }),
  };
}

function rootOf({ root }: ReferenceValue): "input" | "call" {
  return root === "input" ? "input" : "call";
}

function describeOrigin(
  { root, path }: ReferenceValue,
  code: string,
  isInHelper: boolean,
): string | undefined {
  const whole = root === "input" ? "the input" : `the result of \`${root.endpoint}\``;
  if (path.length === 0) return isInHelper ? whole : undefined;
  const printed = printPath(path);
  const isSaid = code === printed || code.endsWith(printed.startsWith("[") ? printed : `.${printed}`);
  if (!isInHelper) return isSaid ? undefined : `\`${printed}\` of ${whole}`;
  return code === printed ? `from ${whole}` : `\`${printed}\` of ${whole}`;
}

/** `photo.images?.[0]!["url"]` → `photo.images[0].url` */
function pathIn(code: string): string {
  return code
    .replace(/!|\?\.(?=\[)/g, "")
    .replaceAll("?.", ".")
    .replace(/\["([A-Za-z_]\w*)"\]/g, ".$1");
}
