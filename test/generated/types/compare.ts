/** Compares type declarations as read by falc and by TypeScript's checker. */
import { Project } from "ts-morph";
import { typeToSchema } from "../../../src/compiler/2-evaluate/types/type-schema.ts";
import { ModuleLoader } from "../../../src/compiler/1-parse/load.ts";
import { ts, type TS } from "../../../src/compiler/typescript.ts";
import { print } from "./canonical.ts";
import { canonicalSchema } from "./canonical-schema.ts";
import { canonicalType } from "./canonical-type.ts";
import type { Files } from "./write-files.ts";

export interface Tally {
  compared: number;
  equal: number;
  /** How many were refused, by the kind of node. */
  readonly refused: Map<string, number>;
  /** Declarations that TypeScript rejects are not compared. */
  invalid: number;
  readonly wrong: string[];
}

export function newTally(): Tally {
  return { compared: 0, equal: 0, refused: new Map(), invalid: 0, wrong: [] };
}

export function refusedIn({ refused }: Tally): number {
  return [...refused.values()].reduce((sum, count) => sum + count, 0);
}

/**
 * One program for all, because creating it costs more than querying it. `mistake`: other files for falc than for the
 * checker.
 */
export function compareTypes(
  sets: readonly Files[],
  tally: Tally,
  mistake: (files: Files) => Files = (files) => files,
): void {
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: {
      strict: true,
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      allowImportingTsExtensions: true,
      resolveJsonModule: true,
      noEmit: true,
      lib: ["lib.esnext.d.ts"],
    },
  });
  for (const [at, files] of sets.entries())
    for (const [name, text] of Object.entries(files))
      project.getFileSystem().writeFileSync(`/set${at}/${name}`, text);
  for (const at of sets.keys()) project.addSourceFileAtPath(`/set${at}/main.ts`);
  project.resolveSourceFileDependencies();
  const program = project.getProgram().compilerObject;
  const checker = program.getTypeChecker();
  for (const [at, files] of sets.entries()) compareSet(`/set${at}`, mistake(files), program, checker, tally);
}

function compareSet(
  folder: string,
  files: Files,
  program: TS.Program,
  checker: TS.TypeChecker,
  tally: Tally,
): void {
  const loader = new ModuleLoader({ read: (path) => files[path], list: () => Object.keys(files) });
  const problems: string[] = [];
  const modules = loader.load("main.ts", (code) => void problems.push(code)) ?? new Map();
  const main = modules.get("main.ts");
  const file = program.getSourceFile(`${folder}/main.ts`);
  if (main === undefined || file === undefined || problems.length > 0)
    throw new Error(`not loaded: ${problems.join()}\n${JSON.stringify(files)}`);
  const isBroken = Object.keys(files).some((name) => {
    const each = program.getSourceFile(`${folder}/${name}`);
    return each !== undefined && name !== "main.ts" && program.getSemanticDiagnostics(each).length > 0;
  });
  const faults = program.getSemanticDiagnostics(file).map(({ start = 0 }) => start);
  const theirs = listRoots(file);
  for (const [name, node] of listRoots(main.tree)) {
    const other = theirs.get(name) as TS.TypeNode;
    const truth = canonicalType(checker.getTypeFromTypeNode(other), checker);
    const expected = truth && print(truth);
    tally.compared += 1;
    const refusals: string[] = [];
    const machine = { modules, step: () => undefined, valueOf: () => undefined };
    const schema = typeToSchema(node, main, machine, (at) => void refusals.push(ts.SyntaxKind[at.kind]));
    if (schema === undefined) {
      const key = refusals.join() || "no reason";
      tally.refused.set(key, (tally.refused.get(key) ?? 0) + 1);
      continue;
    }
    const found = print(canonicalSchema(schema));
    if (found === expected) tally.equal += 1;
    else if (isBroken || faults.length > 0) tally.invalid += 1;
    else {
      tally.wrong.push(
        `${name}: ${node.getText(main.tree)}\n  falc:    ${found}\n  checker: ${expected ?? checker.typeToString(checker.getTypeFromTypeNode(other))}\n${print3(files)}`,
      );
    }
  }
}

function print3(files: Files): string {
  return Object.entries(files)
    .map(([name, text]) => `// ${name}\n${text}`)
    .join("");
}

function listRoots(file: TS.SourceFile): ReadonlyMap<string, TS.TypeNode> {
  const roots = new Map<string, TS.TypeNode>();
  const visit = (node: TS.Node): void => {
    if (ts.isParameter(node) && node.type && ts.isIdentifier(node.name) && /^root\d+$/.test(node.name.text))
      roots.set(node.name.text, node.type);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return roots;
}
