/** Declarations, patterns, imports and exports. */
import { erased, evaluated, type KindRows, part, refused } from "./row.ts";

const syntax = "2-evaluate/syntax";
const declarations = `${syntax}/declarations.ts`;
const namespaces = `${syntax}/namespaces.ts`;
const modules =
  "2-evaluate/modules/modules.ts 2-evaluate/modules/imports.ts 2-evaluate/modules/module-exports.ts";
const imported = `bindings.ts ${modules}`;
const generator = "2-evaluate/generators/generator.ts";
const early = "1-parse/early-errors.ts";
const modifiers = "1-parse/modifiers.ts";

export const declarationKinds: KindRows = [
  [
    "SourceFile",
    part(`${modules} 1-parse/load.ts`, "helper-modules", {
      reads: ["statements"],
      erases: ["endOfFileToken"],
    }),
  ],
  ["EndOfFileToken", erased("helper-modules")],
  [
    "VariableStatement",
    evaluated(`${declarations} ${modules} ${modifiers}`, "syntax-statements", {
      reads: ["modifiers", "declarationList"],
    }),
  ],
  [
    "VariableDeclarationList",
    part(`${declarations} ${syntax}/loops.ts`, "syntax-statements", { reads: ["declarations"] }),
  ],
  [
    "VariableDeclaration",
    part(`${declarations} ${syntax}/loops.ts`, "syntax-types-erased", {
      reads: ["name", "initializer"],
      erases: ["type", "exclamationToken"],
    }),
  ],
  [["ObjectBindingPattern", "ArrayBindingPattern"], part(declarations, "await-all", { reads: ["elements"] })],
  [
    "BindingElement",
    part(`${declarations} ${early}`, "syntax-expressions", {
      reads: ["propertyName", "dotDotDotToken", "name", "initializer"],
    }),
  ],
  [
    "FunctionDeclaration",
    evaluated(
      `${syntax}/hoist.ts 2-evaluate/machine/function-calls.ts ${generator} ${modules} ${modifiers}`,
      "syntax-types-erased",
      {
        reads: ["modifiers", "asteriskToken", "name", "body", "parameters"],
        erases: ["typeParameters", "type"],
        // The parser never gives a function these.
        refuses: ["questionToken", "exclamationToken"],
      },
    ),
  ],
  [
    "Parameter",
    part(
      `2-evaluate/machine/function-calls.ts 2-evaluate/interface/interface.ts ${modifiers} ${early}`,
      "syntax-types-erased",
      {
        // The workflow's own parameter: its type is the interface.
        reads: ["dotDotDotToken", "name", "initializer", "type"],
        erases: ["questionToken"],
        refuses: ["modifiers"],
      },
    ),
  ],
  [
    ["ExportKeyword", "DefaultKeyword", "AsyncKeyword"],
    part(`${modules} 2-evaluate/machine/function-calls.ts 1-parse/parse.ts`, "helper-modules"),
  ],
  [
    "ClassDeclaration",
    evaluated(`${syntax}/classes.ts ${syntax}/hoist.ts`, "syntax-class-unused", {
      reads: ["modifiers", "name", "heritageClauses", "members"],
      erases: ["typeParameters"],
    }),
  ],
  [
    [
      "PropertyDeclaration",
      "Constructor",
      "HeritageClause",
      "ExtendsKeyword",
      "SemicolonClassElement",
      "ImplementsKeyword",
      "OverrideKeyword",
    ],
    part(`${syntax}/classes.ts`, "syntax-class-unused"),
  ],
  [["StaticKeyword", "ClassStaticBlockDeclaration"], part(`${syntax}/classes.ts`, "class-static")],
  ["AccessorKeyword", refused("class-unsupported", "syntax-class-refused")],
  ["Decorator", refused("class-unsupported", "syntax-class-refused")],
  [
    "EnumDeclaration",
    evaluated(`${syntax}/enums.ts ${modifiers}`, "syntax-enum", { reads: ["modifiers", "name", "members"] }),
  ],
  ["EnumMember", part(`${syntax}/enums.ts`, "syntax-enum", { reads: ["name", "initializer"] })],
  ["ConstKeyword", erased("syntax-enum")],
  // `declare module` and `declare global` are types.
  [
    "ModuleDeclaration",
    evaluated(`${namespaces} ${syntax}/hoist.ts ${modifiers}`, "namespace-of-values", {
      reads: ["modifiers", "name", "body"],
    }),
  ],
  ["ModuleBlock", part("namespace-syntax.ts", "namespace-of-values", { reads: ["statements"] })],
  [
    "ImportEqualsDeclaration",
    evaluated(`${namespaces} ${syntax}/hoist.ts ${modifiers}`, "namespace-aliases", {
      reads: ["modifiers", "name", "moduleReference"],
    }),
  ],
  // Also the name of a type.
  ["QualifiedName", part(namespaces, "namespace-aliases", { reads: ["left", "right"] })],
  ["ExternalModuleReference", refused("module-unsupported", "syntax-declarations-refused")],
  ["NamespaceExportDeclaration", refused("syntax-unsupported", "syntax-declarations-refused")],
  [
    "ImportDeclaration",
    evaluated(`${modules} 1-parse/load.ts 1-parse/import-form.ts ${modifiers}`, "helper-json", {
      reads: ["importClause", "moduleSpecifier", "attributes"],
      refuses: ["modifiers", "assertClause"],
    }),
  ],
  ["ImportClause", part(imported, "syntax-modules", { reads: ["name", "namedBindings"] })],
  ["NamespaceImport", part(imported, "syntax-modules", { reads: ["name"] })],
  ["NamedImports", part(imported, "syntax-modules", { reads: ["elements"] })],
  ["ImportSpecifier", part(imported, "syntax-modules", { reads: ["propertyName", "name"] })],
  ["ImportAttributes", part("1-parse/import-form.ts", "helper-json", { reads: ["elements"] })],
  ["ImportAttribute", part("1-parse/import-form.ts", "helper-json", { reads: ["name", "value"] })],
  ["DeferKeyword", refused("module-unsupported", "syntax-import-form")],
  [
    "ExportDeclaration",
    evaluated(`${modules} 1-parse/import-form.ts ${modifiers}`, "syntax-modules", {
      reads: ["exportClause", "moduleSpecifier", "attributes"],
      refuses: ["modifiers", "assertClause"],
      // Shared with the type of other declarations; an export has none.
      erases: ["name"],
    }),
  ],
  ["NamedExports", part(modules, "syntax-modules", { reads: ["elements"] })],
  ["NamespaceExport", part(modules, "syntax-modules", { reads: ["name"] })],
  ["ExportSpecifier", part(modules, "syntax-modules", { reads: ["propertyName", "name"] })],
  [
    "ExportAssignment",
    evaluated(`${declarations} ${modifiers}`, "syntax-modules", {
      reads: ["expression"],
      refuses: ["modifiers"],
      erases: ["name"],
    }),
  ],
];
