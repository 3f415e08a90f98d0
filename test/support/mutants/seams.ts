/**
 * Finds the functions that mutants replace, by name, and makes them replaceable in a copy of their file's text. The
 * sources themselves have no hooks: only the compiler that `mutable-compiler.ts` builds is changed.
 */
import path from "node:path";
import { ts, type TS } from "../../../src/compiler/typescript.ts";
import { addTo } from "../../../src/lib/add-to.ts";

/** A function of a file, and the changes of its text that make it replaceable. */
interface Seam {
  readonly name: string;
  readonly edits: (address: string) => readonly Edit[];
}

interface Edit {
  readonly at: number;
  readonly text: string;
}

/** The file's addressed functions, with the address of each; `file` decides what an address with a file's name means. */
export function findSeams(
  file: string,
  text: string,
  addresses: readonly string[],
): readonly (readonly [address: string, seam: Seam])[] {
  const base = path.basename(file, ".ts");
  const wanted = new Map<string, string[]>();
  for (const address of addresses) {
    const [name = "", of] = address.split(":").reverse();
    if ((of === undefined || of === base) && text.includes(lastPart(name))) addTo(wanted, name, address);
  }
  if (wanted.size === 0) return [];
  return listSeams(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)).flatMap((seam) => {
    return (wanted.get(seam.name) ?? []).map((address) => [address, seam] as const);
  });
}

/** The text with its addressed functions replaceable; unchanged if there are none. */
export function instrument(file: string, text: string, addresses: readonly string[]): string {
  const found = findSeams(file, text, addresses);
  if (found.length === 0) return text;
  const edits = found.flatMap(([address, { edits: make }]) => make(address));
  // The longest prefix last, so that earlier offsets stay true; at one offset, in order.
  const ordered = edits
    .map((edit, index) => ({ ...edit, index }))
    .sort((a, b) => b.at - a.at || b.index - a.index);
  return ordered.reduce((whole, { at, text: added }) => whole.slice(0, at) + added + whole.slice(at), text);
}

function lastPart(name: string): string {
  return name.split(".").at(-1) ?? name;
}

function listSeams(tree: TS.SourceFile): readonly Seam[] {
  return tree.statements.flatMap((statement): readonly Seam[] => {
    if (ts.isFunctionDeclaration(statement) && statement.name !== undefined) {
      const { text } = statement.name;
      // At the file's start, where the function already exists: tables below may hold it.
      const edits = (address: string) => [
        { at: 0, text: `${text} = falcSeam(${JSON.stringify(address)}, ${text});` },
      ];
      return statement.body === undefined ? [] : [{ name: text, edits }];
    }
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
        ts.isIdentifier(name) && initializer !== undefined ? valueSeams(name.text, initializer) : [],
      );
    }
    return ts.isClassDeclaration(statement) ? methodSeams(statement, tree) : [];
  });
}

/** A constant, and the functions in a table: the properties of an object, the pairs of a Map. */
function valueSeams(name: string, node: TS.Expression): readonly Seam[] {
  const edits = (address: string) => [
    { at: node.getStart(), text: `falcSeam(${JSON.stringify(address)}, ` },
    { at: node.end, text: ")" },
  ];
  return [{ name, edits }, ...memberSeams(name, node)];
}

function memberSeams(owner: string, node: TS.Node): readonly Seam[] {
  if (ts.isPropertyAssignment(node) && !ts.isComputedPropertyName(node.name) && "text" in node.name) {
    return valueSeams(`${owner}.${node.name.text}`, node.initializer);
  }
  if (ts.isArrayLiteralExpression(node)) {
    const [key, value, ...others] = node.elements;
    if (key !== undefined && value !== undefined && others.length === 0 && ts.isStringLiteral(key)) {
      return valueSeams(`${owner}.${key.text}`, value);
    }
  }
  if (ts.isFunctionLike(node)) return [];
  const found: Seam[] = [];
  ts.forEachChild(node, (child) => void found.push(...memberSeams(owner, child)));
  return found;
}

/** A method keeps its place, because a private one can be reached from nowhere else. */
function methodSeams(node: TS.ClassDeclaration, tree: TS.SourceFile): readonly Seam[] {
  return node.members.flatMap((member) => {
    if (!ts.isMethodDeclaration(member) || member.body === undefined) return [];
    const { name, parameters, body } = member;
    const written = name.getText(tree);
    const [first] = parameters;
    const start = first?.getFullStart() ?? body.getStart();
    const end = parameters.at(-1)?.end ?? start;
    const given = parameters.length === 0 ? "" : tree.text.slice(start, end);
    const edits = (address: string) => [
      {
        at: body.getStart(),
        text: `{ return falcSeam(${JSON.stringify(address)}, function (${given}) `,
      },
      { at: body.end, text: `).apply(this, arguments); }` },
    ];
    return [{ name: `${node.name?.text ?? ""}.${written}`, edits }];
  });
}
