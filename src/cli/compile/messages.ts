/** What the compiling thread tells the one that started it. */
import type { CompileResult } from "../../compiler/pipeline.ts";
import type { ExitCode } from "../io.ts";

export type CompilerMessage =
  /** The workflow that is compiled from now on. */
  | { readonly kind: "begun"; readonly path: string }
  /** Spans of one file share one SourceText also behind the copy. */
  | { readonly kind: "compiled"; readonly result: CompileResult }
  /** What the user can mend: a CommandError, which a copy would turn into a plain Error. */
  | {
      readonly kind: "refused";
      readonly message: string;
      readonly exitCode: ExitCode;
      readonly hint: string | undefined;
    }
  /** A bug of falc's. */
  | { readonly kind: "crashed"; readonly trace: string };
