/** Renames what does not name a node. */
import { ts, type TS } from "../../../src/compiler/typescript.ts";
import type { EditedFiles, Refactoring, Site } from "./refactoring.ts";
import { type Change, isVariable, listNodes, replacing } from "./source-edit.ts";

/** Renames a local, parameter or function everywhere. */
export const rename: Refactoring = ({ tree, ids }) => {
  const identifiers = listNodes(tree, ts.isIdentifier).filter(isVariable);
  return declaredOnce(identifiers)
    .filter((name) => !ids.some((id) => id.includes(name)))
    .map((name) => renamed(name, identifiers));
};

/** A shadowed name refers to several things, so these are left out. */
function declaredOnce(identifiers: readonly TS.Identifier[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const identifier of identifiers) {
    const { parent, text } = identifier;
    const declares =
      (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent) ||
        ts.isFunctionDeclaration(parent)) &&
      parent.name === identifier; // prettier-ignore
    if (declares && identifier.text !== "workflow") counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count === 1).map(([name]) => name);
}

function renamed(name: string, identifiers: readonly TS.Identifier[]): EditedFiles {
  const other = `other${name}`;
  const changes = identifiers
    .filter(({ text }) => text === name)
    .map((identifier): Change => {
      const { parent } = identifier;
      if (ts.isShorthandPropertyAssignment(parent)) return replacing(identifier, `${name}: ${other}`);
      const isShorthand =
        ts.isBindingElement(parent) &&
        ts.isObjectBindingPattern(parent.parent) &&
        parent.name === identifier &&
        parent.propertyName === undefined &&
        parent.dotDotDotToken === undefined;
      return replacing(identifier, isShorthand ? `${name}: ${other}` : other);
    });
  return { changes };
}

/** A workflow's constants and their names do not affect its graph. */
export const extractConstant: Refactoring = (site) =>
  literals(site).map((literal) => ({
    changes: [
      { start: 0, end: 0, text: `const extracted = ${literal.getText()};\n` },
      replacing(literal, "extracted"),
    ],
  }));

export const extractToFile: Refactoring = (site) =>
  literals(site).map((literal) => ({
    changes: [
      { start: 0, end: 0, text: `import { extracted } from "./_constants.ts";\n` },
      replacing(literal, "extracted"),
    ],
    added: { "_constants.ts": `export const extracted = ${literal.getText()};\n` },
  }));

export const extractToDefault: Refactoring = (site) =>
  literals(site).map((literal) => ({
    changes: [
      { start: 0, end: 0, text: `import * as constants from "./_constants.ts";\n` },
      replacing(literal, "constants.default.value"),
    ],
    added: { "_constants.ts": `const value = ${literal.getText()};\nexport default { value };\n` },
  }));

/** Literals used as expressions in functions; an id must stay a literal in the source. */
function literals({ tree }: Site): readonly TS.Expression[] {
  return [...listNodes(tree, ts.isStringLiteralLike), ...listNodes(tree, ts.isNumericLiteral)].filter(
    (literal) => {
      const { parent } = literal;
      if (ts.isTaggedTemplateExpression(parent) || ts.isLiteralTypeNode(parent)) return false;
      if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isEnumMember(parent))
        return false;
      if (ts.isPropertyAssignment(parent))
        return parent.initializer === literal && parent.name.getText() !== "id";
      if (ts.isAsExpression(parent) || ts.isBindingElement(parent)) return false;
      // A number's own dot: `2.toFixed()` is invalid, `(2).toFixed()` is not.
      return !(ts.isCallExpression(parent) && parent.expression.getText() === "model");
    },
  );
}

/** Inlines a constant that holds a literal. */
export const inlineConstant: Refactoring = ({ tree }) => {
  const identifiers = listNodes(tree, ts.isIdentifier).filter(isVariable);
  const once = new Set(declaredOnce(identifiers));
  return listNodes(tree, ts.isVariableStatement).flatMap((statement): EditedFiles[] => {
    const [declaration, ...more] = statement.declarationList.declarations;
    const value = declaration?.initializer;
    const isConst = (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
    if (declaration === undefined || value === undefined || more.length > 0 || !isConst) return [];
    if (!ts.isIdentifier(declaration.name) || !once.has(declaration.name.text)) return [];
    if (!ts.isStringLiteralLike(value) && !ts.isNumericLiteral(value)) return [];
    const name = declaration.name.text;
    const text = `(${value.getText()})`;
    const uses = identifiers.filter((each) => each.text === name && each !== declaration.name);
    const changes = uses.map((use) =>
      replacing(use, ts.isShorthandPropertyAssignment(use.parent) ? `${name}: ${text}` : text),
    );
    return [{ changes: [replacing(statement, ";"), ...changes] }];
  });
};
