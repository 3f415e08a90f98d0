/** The compiler for whoever compiles from words once, or again and again, and keeps results between starts. */
import { statSync } from "node:fs";
import { compilerProgram, fromSources } from "../../assets.ts";
import { type CompileResult, joinFiles } from "../../compiler/join-files.ts";
import { userCacheFolder } from "../cache/user-cache.ts";
import type { Environment } from "../environment.ts";
import type { Compilation, CompileRequest } from "./compilation.ts";
import { CompilerThread } from "./compiler-thread.ts";
import { Dependencies } from "./dependencies.ts";
import { filesWithout, inOrder } from "./id-of.ts";
import type { Kept } from "./remembered.ts";

export interface Compiler {
  /**
   * Can be called again. Throws a WorkspaceError for an unreadable file, or if memory or time run out. `changed`: absolute
   * paths of all that changed since the last call; without it, the compiler looks for itself.
   */
  compile(request: CompileRequest, changed?: ReadonlySet<string>): Promise<CompileResult>;
  /** Absolute paths of what the last compilation depended on, whether it exists or not. */
  readonly dependencies: ReadonlySet<string>;
}

/** Loads the compiler only for files for which something changed since they were last compiled. */
export function openCompiler({ env }: { readonly env: Environment }): Compiler {
  const folder = userCacheFolder(env);
  const thread = new CompilerThread(folder);
  const memories = new Map<string, Kept>();
  const dependencies = new Dependencies();
  let compilations: readonly Compilation[] = [];
  let root = "";
  const compileAll = async (request: CompileRequest) => {
    if (fromSources || folder === undefined) return thread.ask(request);
    const { compileMissing } = await import("./remembered.ts");
    const memory = { folder, compiler: identityOf(compilerProgram), memories };
    const { compilations: all, keep } = await compileMissing(request, memory, (missing) =>
      thread.ask(missing),
    );
    // When the results have been shown.
    setImmediate(keep);
    return all;
  };
  return {
    async compile(request, changed) {
      root = request.cwd;
      const same = changed === undefined ? [] : dependencies.without(changed, compilations, root);
      const rest = filesWithout(request.files, same);
      const made = rest.length === 0 ? [] : await compileAll({ ...request, files: rest });
      compilations = inOrder(request.files, [...same, ...made]);
      return joinFiles(
        compilations.map(({ compiled }) => compiled),
        request.required,
      );
    },
    get dependencies() {
      return dependencies.of(compilations, root);
    },
  };
}

function identityOf(program: URL): string {
  const { size, mtimeMs } = statSync(program);
  return [program.href, size, mtimeMs].join();
}
