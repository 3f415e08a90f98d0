/**
 * A workflow per case: the deciding value becomes a parameter with a known value, of a function that all cases share.
 * The first case is placed below it, the others get files of their own.
 */
import type { Here } from "../here.ts";
import type { Edit, NewFile, Rewrite } from "../../../diagnostics/suggestion.ts";
import { writtenName } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Input } from "../input.ts";
import { codeOf, edit, insertion, pascal } from "../source.ts";
import { isOfLibrary } from "../well-known.ts";

export interface Case {
  /** The deciding value, as code. */
  readonly value: string;
  /** Used in the workflow's name: `Draft`. */
  readonly suffix: string;
  /** Members of this case's interface. */
  readonly members: readonly CaseMember[];
  /** Field → its value, for a field that this case does not take. */
  readonly fixed?: readonly [string, string];
}

export interface CaseMember {
  /** `undefined` for what is no field with a name, such as an index signature. */
  readonly field: string | undefined;
  readonly code: string;
  /** What its code is made from. */
  readonly node: TS.Node;
}

export interface Cases {
  /** Parameter and type: `mode: "draft" | "final"`. */
  readonly decider: string;
  readonly name: string;
  readonly cases: readonly Case[];
  /** The field that the parameter replaces. */
  readonly removed?: string;
  /** Edits inside the function and of its interface. */
  readonly edits: readonly Edit[];
  readonly note?: string;
}

/** `undefined` for a function without a name, or if the parameter's name is taken. */
export function workflowPerCase(input: Input, split: Cases, module: Here): Rewrite | undefined {
  const { workflow, parameter } = input;
  const [first, ...others] = split.cases;
  if (!ts.isFunctionDeclaration(workflow) || workflow.name === undefined || first === undefined)
    return undefined;
  const { name, parameters, modifiers } = workflow;
  if (parameters.length !== 1) return undefined;
  const defaultWord = modifiers?.find(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
  const given = givenTo(input, split.removed, module);
  if (defaultWord === undefined || given === undefined) return undefined;
  const write = (each: Case, from: string) =>
    `${from}export default async function ${name.text}${each.suffix}(${given.pattern(each)}: ${given.type(each)}) {
  return ${name.text}(${given.argument(each)}, ${each.value});
}`;
  const own = moduleName(module);
  const canSplit =
    input.isOwn && others.every(({ members }) => members.every(({ node }) => isSelfContained(node, module)));
  const files = others.map((each): NewFile => ({
    path: module.path.replace(/\.(\w+)$/, `-${kebab(each.suffix)}.$1`),
    text: `${write(each, `import { ${name.text} } from "./${own}";\n\n`)}\n`,
  }));
  const notes = [
    "the decision becomes a parameter with a known value, with one workflow per case",
    ...(split.note === undefined ? [] : [split.note]),
    ...(canSplit || others.length === 0
      ? []
      : [`do the same for ${others.map(({ value }) => value).join(", ")}, in separate files`]),
  ];
  return {
    edits: [
      edit(defaultWord, "", module),
      insertion(parameter.end, `, ${split.decider}`, module),
      ...split.edits,
      insertion(workflow.end, `\n\n${write(first, "")}`, module),
    ].map((each) => (each.text === "" ? wordDeletion(each) : each)),
    ...(canSplit && files.length > 0 && { files }),
    ...(notes.length > 0 && { note: notes.join("; ") }),
  };
}

/** With the following space. */
function wordDeletion({ span, ...rest }: Edit): Edit {
  const isWord = span.source.text.slice(span.start, span.end) === "default";
  return { ...rest, span: isWord ? { ...span, end: span.end + 1 } : span };
}

interface Given {
  pattern(each: Case): string;
  type(each: Case): string;
  argument(each: Case): string;
}

/** What a case takes and passes on. `undefined` if the pattern contains more than names. */
function givenTo(
  { parameter, shape, isOwn }: Input,
  removed: string | undefined,
  module: Here,
): Given | undefined {
  const { name, type } = parameter;
  const text = type === undefined ? "unknown" : codeOf(type, module);
  const typeOf = ({ members }: Case) =>
    !isOwn ? text : members.length === 0 ? "{}" : `{ ${members.map(({ code }) => code).join("; ")} }`;
  if (ts.isIdentifier(name)) {
    // `z.infer<typeof input>` refers to the schema.
    const whole = ts.isObjectLiteralExpression(shape) ? "given" : name.text;
    return {
      type: typeOf,
      pattern: () => whole,
      argument: ({ fixed }) => (fixed === undefined ? whole : `{ ...${whole}, ${fixed[0]}: ${fixed[1]} }`),
    };
  }
  if (!ts.isObjectBindingPattern(name)) return undefined;
  const isName = (each: TS.BindingElement) =>
    ts.isIdentifier(each.name) && each.propertyName === undefined && each.dotDotDotToken === undefined;
  if (!name.elements.every(isName)) return undefined;
  const taken = ({ members, fixed }: Case) =>
    name.elements.filter((each) => {
      const field = codeOf(each.name, module);
      const isTaken = !isOwn || members.some((member) => member.field === field);
      return field !== removed && field !== fixed?.[0] && isTaken;
    });
  return {
    type: typeOf,
    pattern: (each) => {
      const elements = taken(each).map((one) => codeOf(one, module));
      return elements.length === 0 ? "{}" : `{ ${elements.join(", ")} }`;
    },
    argument: (each) => {
      const { fixed } = each;
      const fields = taken(each).map((one) => codeOf(one.name, module));
      const all = fixed === undefined ? fields : [...fields, `${fixed[0]}: ${fixed[1]}`];
      return all.length === 0 ? "{}" : `{ ${all.join(", ")} }`;
    },
  };
}

/** Whether a member's type uses no name of the project, which another file does not have. */
function isSelfContained(member: TS.Node, module: Here): boolean {
  if (ts.isTypeQueryNode(member) || ts.isComputedPropertyName(member)) return false;
  const isOwn = ts.isTypeReferenceNode(member) && !isOfLibrary(member, module);
  const visit = (child: TS.Node) => !isSelfContained(child, module) || undefined;
  return !isOwn && ts.forEachChild(member, visit) === undefined;
}

function moduleName({ path }: Here): string {
  return path.replace(/^.*\//, "");
}

/** `NotLarge` → `not-large` */
function kebab(text: string): string {
  return text.replace(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/gu, "-").toLowerCase();
}

/** A literal as a word in a name: `"wide shot"` → `WideShot`, `3` → `3`. */
export function suffixOf(name: string, literal: string): string {
  const word = pascal(literal.replace(/["'`]/g, ""));
  return /^\p{L}/u.test(word) ? word : `${pascal(name)}${word.replace(/[^\p{L}\p{N}]/gu, "")}`;
}

/** The type's other members; none of a zod object, which is written apart from it. */
export function membersWithout(input: Input, field: string, module: Here): readonly CaseMember[] {
  if (ts.isObjectLiteralExpression(input.shape)) return [];
  const members = input.shape.members.map((node) => ({
    field: node.name && writtenName(node.name),
    code: codeOf(node, module).replace(/[;,]$/, ""),
    node,
  }));
  return members.filter((each) => each.field !== field);
}
