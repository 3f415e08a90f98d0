/** Names declared twice where only one declaration is allowed, by the language's scopes. */
import { addTo } from "../../lib/add-to.ts";
import { type Binding, type BindingKind, bindingsOf, variableKind } from "../bindings.ts";
import { namesIn } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import type { EarlyError } from "./early-error.ts";
import { walk } from "./walk.ts";

interface DeclaredName {
  readonly identifier: TS.Identifier;
  readonly kind: BindingKind;
}

type Names = ReadonlyMap<string, DeclaredName>;

/**
 * What is declared in a function so far. `var` belongs to the function wherever it is, and must not cross a block
 * that declares the same name: that is why the blocks around a statement are kept by name, innermost last.
 */
interface FunctionScope {
  readonly parameters: Names;
  readonly blocks: Map<string, TS.Identifier[]>;
}

export function findRedeclarations(tree: TS.SourceFile): readonly EarlyError[] {
  const twice = new Set<TS.Identifier>();
  const functions: FunctionScope[] = [];
  const opened = new Map<TS.Node, Names>();

  const collect = (
    names: Iterable<DeclaredName>,
    mayRepeat: (a: DeclaredName, b: DeclaredName) => boolean,
  ) => {
    const known = new Map<string, DeclaredName>();
    for (const each of names) {
      const first = known.get(each.identifier.text);
      if (first === undefined) known.set(each.identifier.text, each);
      else if (!mayRepeat(first, each)) twice.add(each.identifier);
    }
    return known;
  };
  const open = (node: TS.Node, names: Names) => {
    opened.set(node, names);
    const { blocks } = functions.at(-1) as FunctionScope; // the file's own always exists
    for (const [name, { identifier }] of names) addTo(blocks, name, identifier);
  };
  const openPattern = (node: TS.Node, patterns: readonly TS.BindingName[]) => {
    open(node, collect(patterns.flatMap(listPattern), never));
  };
  const declareVar = (identifier: TS.Identifier) => {
    const other = functions.at(-1)?.blocks.get(identifier.text)?.at(-1);
    if (other !== undefined) twice.add(other.pos > identifier.pos ? other : identifier);
  };
  const openBlock = (node: TS.Node, statements: readonly TS.Statement[], isFunctionBody: boolean) => {
    const names = [...listBlockNames(statements)];
    // Functions inside a function are its variables, like `var`; a file's are not.
    const isVariable = ({ kind }: DeclaredName) => isFunctionBody && kind === "function";
    open(
      node,
      collect(
        names.filter((each) => !isVariable(each)),
        mayMerge,
      ),
    );
    for (const each of names) if (isVariable(each)) declareVar(each.identifier);
  };
  const refuseIn = (statements: readonly TS.Statement[], names: Names, functionsToo: boolean) => {
    for (const { identifier, kind } of listBlockNames(statements)) {
      if (names.has(identifier.text) && (functionsToo || kind !== "function")) twice.add(identifier);
    }
  };

  walk(
    tree,
    (node) => {
      if (ts.isSourceFile(node)) {
        functions.push({ parameters: new Map(), blocks: new Map() });
        openBlock(node, node.statements, false);
      } else if (opensFunction(node)) {
        const written = ts.isFunctionLike(node) ? node.parameters.map(({ name }) => name) : [];
        const parameters = collect(written.flatMap(listPattern), never);
        functions.push({ parameters, blocks: new Map() });
        if (ts.isModuleBlock(node)) openBlock(node, node.statements, false);
      } else if (ts.isBlock(node)) {
        const isFunctionBody = opensFunction(node.parent);
        openBlock(node, node.statements, isFunctionBody);
        if (isFunctionBody) refuseIn(node.statements, functions.at(-1)?.parameters ?? new Map(), false);
        const caught = ts.isCatchClause(node.parent) ? node.parent.variableDeclaration?.name : undefined;
        if (caught !== undefined) refuseIn(node.statements, collect(listPattern(caught), never), true);
      } else if (ts.isCaseBlock(node)) {
        openBlock(
          node,
          node.clauses.flatMap(({ statements }) => [...statements]),
          false,
        );
      } else if (ts.isCatchClause(node)) {
        const name = node.variableDeclaration?.name;
        // A plain name may be redeclared by `var`.
        if (name !== undefined && !ts.isIdentifier(name)) openPattern(node, [name]);
      } else if (ts.isVariableDeclarationList(node)) {
        if (variableKind(node) === "var")
          for (const { name } of node.declarations) [...namesIn(name)].forEach(declareVar);
        else if (!ts.isVariableStatement(node.parent)) {
          openPattern(
            node.parent,
            node.declarations.map(({ name }) => name),
          );
        }
      }
    },
    (node) => {
      const scope = functions.at(-1);
      for (const name of opened.get(node)?.keys() ?? []) scope?.blocks.get(name)?.pop();
      opened.delete(node);
      if (opensFunction(node)) functions.pop();
    },
  );
  return [...twice].map((node) => ({ node, text: `'${node.text}' is declared twice.` }));
}

function opensFunction(node: TS.Node): boolean {
  return ts.isFunctionLike(node) || ts.isClassStaticBlockDeclaration(node) || ts.isModuleBlock(node);
}

function listPattern(name: TS.BindingName): readonly DeclaredName[] {
  return [...namesIn(name)].map((identifier) => ({ identifier, kind: "let" }));
}

const isMergeable: ReadonlySet<BindingKind> = new Set(["function", "class", "enum", "namespace"]);

function never(): boolean {
  return false;
}

/** Declarations that belong to the statements' block: all but `var`. */
function listBlockNames(statements: readonly TS.Statement[]): readonly DeclaredName[] {
  return bindingsOf(statements).filter(
    (each): each is Binding & DeclaredName =>
      each.exists && each.kind !== "var" && each.identifier !== undefined,
  );
}

/**
 * A function inside a function is its variable. A namespace adds to a function or a class that comes before it; the blocks
 * of an enum and it, in any order. Everything else is declared once.
 */
function mayMerge({ kind: first }: DeclaredName, { kind: second }: DeclaredName): boolean {
  if (second === "namespace") return isMergeable.has(first);
  return second === "enum" && (first === "enum" || first === "namespace");
}
