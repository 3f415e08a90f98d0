/** Messages from the compiling thread to the one that started it. */
import type { WorkspaceErrorKind } from "../workspace-error.ts";
import type { Compilation } from "./compilation.ts";

export type CompilerMessage =
  /** The workflow that is compiled next. */
  | { readonly kind: "begun"; readonly path: string }
  /** Spans in the same file still share one SourceText after the structured clone. */
  | { readonly kind: "compiled"; readonly compilations: readonly Compilation[] }
  /** An error that the user can fix: a WorkspaceError, which a structured clone would turn into a plain Error. */
  | {
      readonly kind: "refused";
      readonly error: WorkspaceErrorKind;
      readonly message: string;
      readonly advice: string | undefined;
    }
  /** A bug in falc. */
  | { readonly kind: "crashed"; readonly trace: string };
