/**
 * The declaration files of declared endpoints: their content, what TypeScript makes of them, what an attacker can
 * insert.
 */
import { execFile } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import fc from "fast-check";
import { check, format } from "prettier";
import type * as TypeScript from "typescript-6";
import { describe, expect, test } from "vitest";
import { readOpenApi } from "../../src/endpoints/openapi/read-openapi.ts";
import { printTypes } from "../../src/endpoints/print-types/print-types.ts";
import { falcs } from "../../src/endpoints/print-types/type-names.ts";
import type { Endpoint } from "../../src/endpoints/catalog.ts";
import type { Schema } from "../../src/schema/schema.ts";
import type { Json } from "../../src/lib/json.ts";
import { TestProject } from "../support/project.ts";
import { documentOf, object, type Parts, portrait, text } from "./openapi/documents.ts";

const ts = createRequire(import.meta.url)("typescript-6") as typeof TypeScript;
const root = fileURLToPath(new URL("../..", import.meta.url));

function endpointOf(document: unknown): Endpoint {
  const endpoint = readOpenApi(document);
  if ("problem" in endpoint) throw new Error(endpoint.problem);
  return endpoint;
}

async function typesOf(endpoint: Endpoint): Promise<string> {
  return format(printTypes(endpoint), { parser: "typescript" });
}

test("of a document as fal writes it", async () => {
  await expect(await typesOf(endpointOf(portrait))).toMatchFileSnapshot("openapi/portrait.d.txt");
});

describe("a field's type", () => {
  const cases: readonly (readonly [Schema, string])[] = [
    [{}, "unknown"],
    [{ const: "a" }, '"a"'],
    [{ enum: ["a", 1, true, null, -2.5] }, '"a" | 1 | true | null | -2.5'],
    [{ type: ["string", "null"] }, "string | null"],
    [{ type: "array" }, "unknown[]"],
    [{ type: "array", items: { enum: ["a", "b"] } }, '("a" | "b")[]'],
    [{ type: "array", prefixItems: [{ type: "string" }, {}], minItems: 2, maxItems: 2 }, "[string, unknown]"],
    [{ type: "array", prefixItems: [{ type: "string" }, { type: "integer" }] }, "(string | number)[]"],
    [{ type: "object" }, "{ [key: string]: unknown }"],
    [{ type: "object", additionalProperties: { type: "number" } }, "{ [key: string]: number }"],
    [{ anyOf: [{ type: "string" }, { enum: ["a", "b"] }, { type: "string" }] }, 'string | "a" | "b"'],
    [{ anyOf: [{ type: "string" }, {}] }, "unknown"],
    [{ allOf: [{ anyOf: [{ const: 1 }, { const: 2 }] }, { type: "number" }] }, "(1 | 2) & number"],
  ];
  test.each(cases)("%j", async (schema, type) => {
    const printed = await typesOf({
      id: "me/app",
      input: object({ x: schema as Json }) as Schema,
      output: {},
    });
    expect(printed).toContain(`  x?: ${withUndefined(type)};\n`);
    expect(printed).toContain("type Output = unknown;\n");
  });
});

/** `exactOptionalPropertyTypes` would reject an undefined field, which a call drops. */
function withUndefined(type: string): string {
  if (type === "unknown") return type;
  return `${type.includes("&") ? `(${type})` : type} | undefined`;
}

test("an input field is optional if it is not required or has a default; an output field only if it is not required", async () => {
  const schema: Schema = {
    type: "object",
    properties: { a: {}, b: {}, c: { type: "number", default: 1 } },
    required: ["b", "c"],
  };
  const printed = await typesOf({ id: "me/app", input: schema, output: schema });
  const fields = [...printed.matchAll(/^ {2}([abc]\??):/gm)].map(([, name]) => name);
  expect(fields).toEqual(["a?", "b", "c?", "a?", "b", "c"]);
});

test("two types with the same name are distinguished, and falc's own names are avoided", async () => {
  const image = (field: string): Schema => ({ title: "Image", type: "object", properties: { [field]: {} } });
  const printed = await typesOf({
    id: "me/app",
    input: { title: "Model", type: "object", properties: { a: image("x"), b: image("y"), c: image("x") } },
    output: { title: "Image", type: "object", properties: { d: image("y") } },
  });
  expect(printed).toContain("{ input: Input; output: Image }");
  expect(printed).toMatch(
    /a\?: Image2 \| undefined;\n {2}b\?: Image3 \| undefined;\n {2}c\?: Image2 \| undefined;/,
  );
  expect(printed.match(/interface Image3 /g)).toHaveLength(1);
});

test("no type has a name that falc exports: inside `declare module` it would be falc's", () => {
  const program = ts.createProgram([`${root}src/index.ts`], {
    allowImportingTsExtensions: true,
    noEmit: true,
    noLib: true,
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(`${root}src/index.ts`);
  const symbol = source && checker.getSymbolAtLocation(source);
  const exported = symbol === undefined ? [] : checker.getExportsOfModule(symbol).map(({ name }) => name);
  const types = exported.filter((name) => /^[A-Z]/.test(name));
  expect(types.length).toBeGreaterThan(5);
  expect([...falcs].sort()).toEqual(types.sort());
});

describe("in a project", () => {
  const use = `import { model } from "falc";

const portrait = model("me/portrait");

export default async function sitting(input: { photo: string }) {
  const painted = await portrait({ image_url: input.photo, steps: 20, size: { width: 64, height: 64 }, seed: null });
  return { url: painted.images[0].url };
}
`;
  const project = async (): Promise<TestProject> => {
    const files = {
      "package.json": '{"type":"module"}',
      "tsconfig.json": JSON.stringify({
        compilerOptions: {
          strict: true,
          module: "nodenext",
          target: "es2022",
          lib: ["es2022"],
          types: [],
          noEmit: true,
        },
        include: ["workflows"],
      }),
      "portrait.json": JSON.stringify(portrait),
      "app.json": JSON.stringify(documentOf({ output: object({ images: { type: "array", items: text } }) })),
      "workflows/sitting.ts": use,
    };
    const made = new TestProject(files);
    mkdirSync(made.path("node_modules"));
    symlinkSync(root, made.path("node_modules/falc"));
    const { err } = await made.falc(["models", "add", "--from", "portrait.json", "app.json"]);
    expect(err).toBe("");
    return made;
  };
  const compile = async (made: TestProject, compiler: string): Promise<string> => {
    const bin = path.join(root, "node_modules", compiler, "bin", "tsc");
    const ran = promisify(execFile)(process.execPath, [bin, "-p", made.root, "--pretty", "false"], {
      cwd: made.root,
    });
    return ran.then(
      ({ stdout }) => stdout,
      ({ stdout }: { stdout: string }) => stdout,
    );
  };

  test.each(["typescript", "typescript-6", "typescript-5"])("with %s", async (compiler) => {
    const made = await project();
    // Both in one run, because TypeScript reads the types of a thousand endpoints each time.
    made.write(
      "workflows/mistaken.ts",
      use.replace("steps: 20", "stesp: 20").replace("images[0].url", "images[0].wdith"),
    );
    const errors = (await compile(made, compiler)).trimEnd().split(/\n(?! )/);
    expect(errors.filter((error) => !error.startsWith("workflows/mistaken.ts("))).toEqual([]);
    const said = errors.join("\n");
    expect(said).toMatch(/mistaken\.ts\(6,\d+\): error TS2561: .*'stesp' does not exist in type/);
    expect(said).toContain("Did you mean to write 'steps'?");
    expect(said).toMatch(/mistaken\.ts\(7,\d+\): error TS2551: .*Did you mean 'width'\?/);
  });

  test("an editor shows the document's description of a field", async () => {
    const made = await project();
    const file = made.path("workflows/sitting.ts");
    const names = [file, made.path("workflows/models/me/portrait.d.ts")];
    const service = ts.createLanguageService({
      getCompilationSettings: () => ({
        strict: true,
        module: ts.ModuleKind.NodeNext,
        lib: ["lib.es2022.d.ts"],
        types: [],
      }),
      getScriptFileNames: () => names,
      getScriptVersion: () => "1",
      getScriptSnapshot: (name) => {
        const content = ts.sys.readFile(name);
        return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
      },
      getCurrentDirectory: () => made.root,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: ts.sys.fileExists,
      readFile: ts.sys.readFile,
      realpath: (name) => ts.sys.realpath?.(name) ?? name,
    });
    const hover = service.getQuickInfoAtPosition(file, use.indexOf("steps: 20"));
    expect(ts.displayPartsToString(hover?.displayParts)).toMatch(
      /\(property\) .*steps\?: number \| undefined/,
    );
    expect(ts.displayPartsToString(hover?.documentation)).toBe(
      "How often the picture is gone over, from the first sketch to the very last\nstroke.\nLimits: 1 to 50\nDefault value: `28`",
    );
  });
});

describe("a hostile document", () => {
  const hostile = [
    "*/ declare const injected: string; /*",
    "*\\/",
    "@deprecated never",
    "\n@ts-nocheck",
    "prettier-ignore",
    "`${process.exit()}`",
    "\u2028*/\u2029",
    '"; }; } declare global { interface Array<T> { injected: T } } //',
    "\\",
    "\ud800",
    "}",
    "<script>",
    "//",
    "\r*/",
  ];
  const words = fc.oneof(
    fc.constantFrom(...hostile),
    fc.string(),
    fc.array(fc.constantFrom(...hostile, " ", "\n"), { maxLength: 5 }).map((all) => all.join("")),
  );
  const names = fc.oneof(
    fc.constantFrom("constructor", "new", "readonly", "get", "a-b", "1", "[key: string]"),
    words,
  );
  const { schema } = fc.letrec<{ schema: Json }>((tie) => ({
    schema: fc.record(
      {
        type: fc.constantFrom("string", "number", "object", "array"),
        description: words,
        title: words,
        enum: fc.array(fc.oneof(words, fc.double({ noNaN: true, noDefaultInfinity: true })), {
          minLength: 1,
          maxLength: 3,
        }),
        default: words,
        pattern: words,
        properties: fc.dictionary(
          names.filter((name) => name !== "__proto__"),
          tie("schema"),
          { maxKeys: 4, depthIdentifier: "schema" },
        ),
        anyOf: fc.array(tie("schema"), { minLength: 1, maxLength: 2, depthIdentifier: "schema" }),
      },
      { requiredKeys: [] },
    ) as unknown as fc.Arbitrary<Json>,
  }));

  test("gives a file of types, and nothing else, that prettier leaves as it is", async () => {
    const parts = fc.record({ input: schema, output: schema, name: words });
    await fc.assert(
      fc.asyncProperty(parts, async ({ input, output, name }) => {
        const schemas = { [name]: object({ x: input }) };
        const pointer = name.replaceAll("~", "~0").replaceAll("/", "~1");
        const wanted: Parts = {
          schemas,
          input: object({ x: input, y: { $ref: `#/components/schemas/${pointer}` } }),
          output,
        };
        const endpoint = readOpenApi(JSON.parse(JSON.stringify(documentOf(wanted))));
        if ("problem" in endpoint) return;
        const printed = await typesOf(endpoint);
        assertTypesOnly(printed);
        expect(await check(printed, { parser: "typescript" })).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test("is noticed by the check", () => {
    for (const code of [
      "declare const x: string;",
      "declare global { }",
      'import "x";',
      "interface X { a(): void }",
    ])
      expect(() => assertTypesOnly(`export {};\n${code}`), code).toThrow();
  });
});

/**
 * Checks that there is only `export {}`, the module with its one interface, interfaces with property signatures, and
 * type aliases.
 */
function assertTypesOnly(text: string): void {
  const source = ts.createSourceFile("x.d.ts", text, ts.ScriptTarget.ESNext, true);
  const problems = (source as unknown as { parseDiagnostics: readonly TypeScript.Diagnostic[] })
    .parseDiagnostics;
  expect(problems.map(({ messageText }) => messageText)).toEqual([]);
  expect(source.referencedFiles.length + source.typeReferenceDirectives.length).toBe(0);
  const assertMembers = ({ members }: { readonly members: readonly TypeScript.TypeElement[] }): void => {
    for (const member of members) {
      expect(ts.isPropertySignature(member) || ts.isIndexSignatureDeclaration(member)).toBe(true);
      if (member.name !== undefined)
        expect(
          ts.isIdentifier(member.name) || ts.isStringLiteral(member.name) || ts.isNumericLiteral(member.name),
        ).toBe(true);
    }
  };
  for (const statement of source.statements) {
    if (ts.isInterfaceDeclaration(statement)) assertMembers(statement);
    else if (ts.isModuleDeclaration(statement)) {
      expect(statement.name.getText()).toBe('"falc"');
      expect((statement.body as TypeScript.ModuleBlock).statements.map(({ kind }) => kind)).toEqual([
        ts.SyntaxKind.InterfaceDeclaration,
      ]);
    } else expect(ts.isTypeAliasDeclaration(statement) || ts.isExportDeclaration(statement)).toBe(true);
  }
  expect(source.statements.filter(ts.isModuleDeclaration).length).toBeLessThan(2);
}
