/** What a face is told when something cannot be done and the user can do something about it. Anything else is a bug. */
export class WorkspaceError extends Error {
  override readonly name = "WorkspaceError";
  readonly kind: WorkspaceErrorKind;
  /** What to do about it: whole sentences, on one or several lines. */
  readonly advice: string | undefined;

  /** `message`: what is wrong, without a final full stop: `there is no workflow or file "hero"`. */
  constructor(kind: WorkspaceErrorKind, message: string, advice?: string) {
    super(message);
    this.kind = kind;
    this.advice = advice;
  }
}

export type WorkspaceErrorKind =
  /** What was named is no workflow of this project, or is not compiled. */
  | "no-such-workflow"
  /** A file is missing, may not be read, is not text, is too large, or lies outside the project. */
  | "file-unreadable"
  /** A file or folder may not be written, or would be written outside the project. */
  | "file-unwritable"
  /** Two workflows would have one artifact. */
  | "name-taken"
  /** A compiled workflow on disk is damaged. */
  | "artifact-invalid"
  /** A file of recorded answers is damaged. */
  | "answers-invalid"
  /** A file of faults for the emulator is not one. */
  | "faults-invalid"
  /** A file in `workflows/models/` does not declare an endpoint. */
  | "declaration-invalid"
  /** The project does not know, or does not declare, an endpoint. */
  | "endpoint-unknown"
  /** There is no such category of endpoints. */
  | "category-unknown"
  /** The OpenAPI document of an endpoint cannot be fetched or understood. */
  | "document-unusable"
  /** fal's prices cannot be fetched or understood. */
  | "prices-unusable"
  /** The project's own price list is damaged. */
  | "prices-invalid"
  /** The installed `@fal-ai/client` is missing or damaged, or falc does not understand it. */
  | "client-unusable"
  /** The project's own TypeScript failed; type errors are no failure. */
  | "typescript-failed"
  /** Compiling took too much time or memory. */
  | "limit-reached"
  | "upload-failed"
  /** Whoever started it no longer wants it. */
  | "stopped"
  /** The system does not start another process or thread. */
  | "not-started";
