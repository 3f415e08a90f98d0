/** Syntax that no rule evaluates, and imports in unsupported forms. */
import type { Here } from "./here.ts";
import type { DiagnosticFacts } from "../../diagnostics/diagnostic.ts";
import { replacing, type Suggestion, type Words } from "../../diagnostics/suggestion.ts";
import { tick } from "../../diagnostics/wording.ts";
import { ts, type TS } from "../typescript.ts";
import { importForDynamic } from "./module.ts";
import { codeOf, deletion, lineOf, replaced } from "./source.ts";

export function supportedSyntax(
  node: TS.Node,
  module: Here,
  { form, text = "", key = "" }: DiagnosticFacts<"syntax-unsupported">,
): Suggestion | undefined {
  switch (form) {
    case "parse-with-function":
      return forExample(`const data = JSON.parse(${text});`, "then change the result");
    case "stringify-with-function":
      return forExample("JSON.stringify({ ...settings, steps: 28 })", "an object with just what you need");
    case "raw-without-strings":
      return forExample("String.raw({ raw: strings }, ...values)");
    case "replacement-unknown":
      return replaced(node, `() => ${codeOf(node, module)}`, module);
    case "property-set": {
      const name = /^\w+$/.test(key) ? key : JSON.stringify(key);
      return forExample(`const changed = { ...${text}, ${name}: value };`);
    }
    case "iterator-set":
      return { words: "Write the method where the object is made: `*[Symbol.iterator]() { … }`." };
    case "super-in-object":
      return {
        words:
          "Name the other object instead: `base.describe()`. Or write both as classes, one of which `extends` the other.",
      };
    case undefined:
      return ofKind(node, module);
  }
}

function ofKind(node: TS.Node, module: Here): Suggestion | undefined {
  if (ts.isDebuggerStatement(node) || ts.isNamespaceExportDeclaration(node))
    return { edits: [deletion(node, module)] };
  // TypeScript erases the type arguments.
  if (ts.isExpressionWithTypeArguments(node)) return replaced(node, codeOf(node.expression, module), module);
  return ts.isMetaProperty(node)
    ? { words: "Write the value as a constant, or compute it before the run and pass it in as an input." }
    : undefined;
}

export function supportedImport(
  node: TS.Node,
  module: Here,
  { form, specifier = "", name = "" }: DiagnosticFacts<"module-unsupported">,
): Suggestion | undefined {
  switch (form) {
    case "named-of-json":
      return forExample(`import data from ${specifier};`);
    case "exported-twice":
      return forExample(`export { ${name} } from ${specifier};`);
    case "changing":
      return forExample(`import { ${name} } from ${specifier};`);
    default:
      return importForDynamic(node, module) ?? importOfKind(node, module);
  }
}

function importOfKind(node: TS.Node, module: Here): Words {
  const asked = askedFor(node);
  const specifier = asked === undefined ? '"./_style.ts"' : lineOf(asked, module);
  if (ts.isExportAssignment(node)) return forExample(`export default ${lineOf(node.expression, module)};`);
  if (ts.isCallExpression(node)) return forExample(`import * as imported from ${specifier};`);
  if (ts.isIdentifier(node) || ts.isImportEqualsDeclaration(node))
    return {
      words: `Import what you need by name: \`import { name } from ${specifier};\`. An ES module has no \`require\`.`,
    };
  // At the top of a file.
  return forExample(lineOf(node, module).replace(/^await\s+/, ""));
}

/** What a dynamic import or a `require` asks for. */
function askedFor(node: TS.Node): TS.Node | undefined {
  const call = ts.isIdentifier(node) ? node.parent : node;
  if (ts.isCallExpression(call)) return call.arguments[0];
  return ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)
    ? node.moduleReference.expression
    : undefined;
}

/** `import defer` and import attributes, which are found before anything is evaluated. */
export function plainImport({
  part,
  isJson = false,
}: DiagnosticFacts<"module-unsupported">): Suggestion | undefined {
  return part && replacing(part, isJson ? ' with { type: "json" }' : "");
}

export function forExample(code: string, comment?: string): Words {
  return { words: `For example ${tick(code)}${comment === undefined ? "" : `: ${comment}`}.` };
}
