/**
 * Compiles one project again and again, in a thread of its own. What was compiled stays in memory as long as everything
 * that its compilation asked is answered as before; of what is compiled again, only changed texts are parsed.
 */
import { type CompileResult, joinFiles } from "../../compiler/join-files.ts";
import { WorkspaceError } from "../workspace-error.ts";
import type { Compilation, CompileRequest } from "./compilation.ts";
import { CompilerThread } from "./compiler-thread.ts";
import { Dependencies } from "./dependencies.ts";
import { compileMissing, type Kept } from "./remembered.ts";

export interface Session {
  /** Requests are answered one after the other. Throws a WorkspaceError, as `Compiler` does. */
  compile(request: Omit<CompileRequest, "cwd">): Promise<CompileResult>;
  /**
   * From the next request on. `isMeant` is asked about every absolute path that a compilation depended on, whether it
   * exists or not.
   */
  forget(isMeant: (path: string) => boolean): void;
  /** Ends the thread. Requests in progress and later ones are rejected. */
  close(): Promise<void>;
}

/**
 * `cwd`: the folder from which the project is searched. `codeCache`: the folder in which V8's compiled code of the compiler is kept, for the
 * next start.
 */
export function openSession(cwd: string, codeCache: string | undefined): Session {
  const thread = new CompilerThread(codeCache);
  const memories = new Map<string, Kept>();
  const dependencies = new Dependencies();
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  const compileAll = async (request: CompileRequest): Promise<readonly Compilation[]> => {
    if (isClosed) throw new WorkspaceError("stopped", "the compiler is closed");
    const { compilations, keep } = await compileMissing(request, { compiler: "", memories }, (missing) =>
      thread.ask(missing),
    );
    keep();
    return compilations;
  };

  const forgetNow = (isMeant: (path: string) => boolean): void => {
    const isForgotten = (each: Compilation) => [...dependencies.of([each], cwd)].some(isMeant);
    for (const [name, kept] of memories)
      memories.set(name, new Map([...kept].filter(([, compilation]) => !isForgotten(compilation))));
  };

  return {
    async compile(request) {
      const mine = last.then(() => compileAll({ cwd, ...request }));
      last = mine.catch(() => undefined);
      const compilations = await mine;
      return joinFiles(
        compilations.map(({ compiled }) => compiled),
        request.required,
      );
    },
    forget(isMeant) {
      // A compilation in progress will keep what it knew when it began. Without the project, nothing is known.
      last = last.then(() => forgetNow(isMeant)).catch(() => memories.clear());
    },
    async close() {
      isClosed = true;
      await thread.close();
    },
  };
}
