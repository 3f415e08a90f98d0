/**
 * TypeScript's own definition of what can be below a node, from its declarations, where each kind's interface lists
 * its children. `CallExpression` → `expression`, `questionDotToken`, `typeArguments`, `arguments`.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { ts, type TS } from "../../src/compiler/typescript.ts";

/** Common to all nodes: their surroundings, and comments. */
const everywhere = new Set(["parent", "kind", "jsDoc"]);

/** Kind's name → the names of its properties that hold a node or a list of nodes. */
export function readPositions(): ReadonlyMap<string, ReadonlySet<string>> {
  const require = createRequire(import.meta.url);
  // ts-morph's TypeScript, not the one that checks this project.
  const file = createRequire(require.resolve("ts-morph")).resolve("@ts-morph/common/lib/typescript.d.ts");
  return new Declarations(readFileSync(file, "utf8")).positions();
}

class Declarations {
  readonly #interfaces = new Map<string, TS.InterfaceDeclaration[]>();
  readonly #aliases = new Map<string, TS.TypeNode>();
  readonly #areNodes = new Map<string, boolean>();

  constructor(text: string) {
    const visit = (node: TS.Node): void => {
      if (ts.isInterfaceDeclaration(node)) {
        this.#interfaces.set(node.name.text, [...(this.#interfaces.get(node.name.text) ?? []), node]);
      } else if (ts.isTypeAliasDeclaration(node)) this.#aliases.set(node.name.text, node.type);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile("typescript.d.ts", text, ts.ScriptTarget.ESNext, true));
  }

  positions(): ReadonlyMap<string, ReadonlySet<string>> {
    const found = new Map<string, Set<string>>();
    for (const name of this.#interfaces.keys()) {
      for (const kind of this.#kindsOf(name)) {
        const positions = found.get(kind) ?? new Set<string>();
        for (const [property, type] of this.#properties(name)) {
          if (!everywhere.has(property) && this.#holdsNodes(type)) positions.add(property);
        }
        found.set(kind, positions);
      }
    }
    return found;
  }

  /** `readonly kind: SyntaxKind.ClassDeclaration | SyntaxKind.ClassExpression` */
  #kindsOf(name: string): readonly string[] {
    return this.#own(name)
      .filter(([property]) => property === "kind")
      .flatMap(([, type]) =>
        [...type.getText().matchAll(/\bSyntaxKind\.(\w+)/g)].map(([, kind]) => kind ?? ""),
      );
  }

  #own(name: string): readonly (readonly [string, TS.TypeNode])[] {
    return (this.#interfaces.get(name) ?? []).flatMap(({ members }) =>
      members.flatMap((member): (readonly [string, TS.TypeNode])[] =>
        ts.isPropertySignature(member) && member.type !== undefined
          ? [[member.name.getText(), member.type]]
          : [],
      ),
    );
  }

  #properties(name: string, found = new Map<string, TS.TypeNode>()): ReadonlyMap<string, TS.TypeNode> {
    for (const [property, type] of this.#own(name)) if (!found.has(property)) found.set(property, type);
    for (const parent of this.#parents(name)) this.#properties(parent, found);
    return found;
  }

  #parents(name: string): readonly string[] {
    return (this.#interfaces.get(name) ?? []).flatMap(({ heritageClauses = [] }) =>
      heritageClauses.flatMap(({ types }) => types.map(({ expression }) => expression.getText())),
    );
  }

  #holdsNodes(type: TS.TypeNode): boolean {
    if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) {
      return type.types.some((each) => this.#holdsNodes(each));
    }
    if (ts.isParenthesizedTypeNode(type)) return this.#holdsNodes(type.type);
    if (!ts.isTypeReferenceNode(type)) return false;
    const name = type.typeName.getText();
    return name === "NodeArray" || this.#isNode(name);
  }

  #isNode(name: string): boolean {
    if (name === "Node" || name === "Token") return true;
    const known = this.#areNodes.get(name);
    if (known !== undefined) return known;
    // Guards against recursive types.
    this.#areNodes.set(name, false);
    const alias = this.#aliases.get(name);
    const is =
      this.#parents(name).some((parent) => this.#isNode(parent)) ||
      (alias !== undefined && this.#holdsNodes(alias));
    this.#areNodes.set(name, is);
    return is;
  }
}
