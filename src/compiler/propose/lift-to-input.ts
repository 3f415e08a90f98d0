/** Turns a value that a graph cannot compute into a new input field, which the caller computes before the run. */
import type { Here } from "./here.ts";
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import { outermost } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { addedField, type FieldType, inputOf } from "./input.ts";
import { isTaken, usesOf } from "./names.ts";
import { codeOf, deletion, edit, lineOf } from "./source.ts";
import { workflowAround, workflowOf } from "./workflow.ts";

/**
 * `const steps = quality * 10` and `{ steps: quality * 10 }` become a field `steps`. `name`: for a value without a
 * name, as in a text. `undefined` in a helper, or if the name is taken.
 */
export function liftToInput(
  value: TS.Expression,
  type: FieldType,
  module: Here,
  name?: string,
): Suggestion | undefined {
  const outer = outermost(value);
  const { parent } = outer;
  if (ts.isVariableDeclaration(parent)) return liftVariable(parent, type, module);
  const isField = ts.isPropertyAssignment(parent) && ts.isIdentifier(parent.name);
  const field = isField ? codeOf(parent.name, module) : name;
  const input = inputOf(workflowAround(value, module), module);
  if (field === undefined || input === undefined) return undefined;
  const added = addedField(input, field, type, module);
  if (added === undefined) return undefined;
  const isShort = isField && added.code === field;
  const made = edit(isShort ? parent : outer, added.code, module);
  return { edits: [...added.edits, made], note: computed(value, module) };
}

function liftVariable(
  declaration: TS.VariableDeclaration,
  type: FieldType,
  module: Here,
): Suggestion | undefined {
  const { name, initializer } = declaration;
  const workflow = workflowAround(declaration, module) ?? workflowOf(module);
  const statement = declaration.parent.parent;
  if (!ts.isIdentifier(name) || initializer === undefined || workflow?.body === undefined) return undefined;
  if (!ts.isVariableStatement(statement) || statement.modifiers !== undefined) return undefined;
  if (statement.declarationList.declarations.length > 1) return undefined;
  const input = inputOf(workflow, module);
  const isTop = statement.parent === module.tree;
  if (input === undefined || (!isTop && statement.parent !== workflow.body)) return undefined;
  const uses = usesOf(declaration, name.text, module.tree);
  const isInside = (use: TS.Node) =>
    workflow.body !== undefined && use.pos >= workflow.body.pos && use.end <= workflow.body.end;
  if (!uses.every(isInside)) return undefined;
  const note = computed(initializer, module);
  if (ts.isIdentifier(input.parameter.name)) {
    const added = addedField(input, name.text, type, module);
    if (added === undefined) return undefined;
    if (!isTop) return { edits: [...added.edits, edit(initializer, added.code, module)], note };
    return {
      edits: [
        deletion(statement, module),
        ...added.edits,
        ...uses.map((use) => edit(use, added.code, module)),
      ],
      note,
    };
  }
  // The name becomes free, because its variable is removed.
  const added = addedField(input, name.text, type, module, declaration);
  return added && { edits: [deletion(statement, module), ...added.edits], note };
}

function computed(value: TS.Node, module: Here): string {
  const text = lineOf(value, module);
  return `compute ${text.length > 60 ? "it" : text} before the run, and pass it in`;
}

/** A name for a value in a text; `undefined` if it is taken. */
export function freeName(names: readonly string[], { tree }: Pick<Here, "tree">): string | undefined {
  return names.find((name) => !isTaken(name, tree));
}
