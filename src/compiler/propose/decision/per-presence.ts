/** A workflow with an optional text of the input, and one without it. */
import type { Here } from "../here.ts";
import type { Rewrite } from "../../../diagnostics/suggestion.ts";
import { unwrap } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { required } from "../default.ts";
import { elementOf, fieldType, type Input, type Member, readsOf, schemaOf } from "../input.ts";
import { isTaken, usesOf } from "../names.ts";
import { pascal } from "../source.ts";
import { membersWithout, workflowPerCase } from "./cases.ts";
import { conditionEdits } from "./truthiness.ts";

/** `if (photo_url)`: one workflow takes a photo, the other does not. */
export function perPresence(
  node: TS.Node,
  input: Input,
  member: Member,
  field: string,
  module: Here,
): Rewrite | undefined {
  const flag = `has${pascal(field)}`;
  if (isTaken(flag, module.tree) || input.workflow.body === undefined) return undefined;
  const uses = usesOfField(input, field);
  const conditions = uses && conditionEdits(uses, flag, module);
  if (conditions === undefined || !conditions.nodes.includes(unwrap(node))) return undefined;
  const strict = input.isOwn ? [] : (required(member, module) ?? []);
  if (ts.isPropertyAssignment(member) && schemaOf(field, module).default !== undefined) return undefined;
  const others = membersWithout(input, field, module);
  const own = { field, code: `${field}: ${fieldType(member, module)}`, node: member };
  return workflowPerCase(
    input,
    {
      name: flag,
      decider: `${flag}: boolean`,
      cases: [
        { value: "true", suffix: `With${pascal(field)}`, members: [...others, own] },
        { value: "false", suffix: `Without${pascal(field)}`, members: others, fixed: [field, `""`] },
      ],
      edits: [...conditions.edits, ...strict],
    },
    module,
  );
}

/** `undefined` if the whole input is passed on. */
function usesOfField(input: Input, field: string): readonly TS.Expression[] | undefined {
  const { parameter, workflow } = input;
  if (ts.isIdentifier(parameter.name))
    return readsOf(input)?.flatMap((read) => (read.field === field ? [read.node] : []));
  const element = elementOf(input, field);
  if (element === undefined || !ts.isIdentifier(element.name) || workflow.body === undefined)
    return undefined;
  return usesOf(element, element.name.text, workflow.body);
}
