/** One workflow from its input to the result of the comparison. */
import type { Catalog } from "../../endpoints/catalog.ts";
import { extendCatalog } from "../../endpoints/extend.ts";
import type { NodeCalls } from "../../execution/node-calls.ts";
import type { JsonObject } from "../../lib/json.ts";
import { printable } from "../../lib/printable.ts";
import { checkInput } from "../../runner/input.ts";
import { openProjectCatalog } from "../models/project-catalog.ts";
import type { Project } from "../project/project.ts";
import type { RunInput } from "../run/check-input.ts";
import { findReachedFields } from "../run/reached-fields.ts";
import { type Upload, uploadFiles } from "../run/uploads.ts";
import { sampleInput } from "./sample-input.ts";
import type { Subject } from "./subject.ts";
import { type Verification, type VerifyOptions, verifyWorkflow } from "./verify-workflow.ts";

export interface VerifyInput extends RunInput {
  readonly isSample: boolean;
  /** Why no sample could be made that the interface accepts. */
  readonly problem?: string;
}

/** The result for one workflow. */
export interface WorkflowResult {
  readonly subject: Subject;
  readonly input: VerifyInput;
  /** `undefined` if no sample input could be made. */
  readonly verification: Verification | undefined;
}

/** The endpoints that a workflow knows: the project's, and those that it declares itself. */
export function catalogOf({ sourceMap }: Subject, project: Project): Catalog {
  return extendCatalog(openProjectCatalog(project), sourceMap.endpoints);
}

/** An input made from the workflow's interface and from what its endpoints accept. */
export function makeSample(subject: Subject, project: Project): VerifyInput {
  const reached = findReachedFields(subject.graph, catalogOf(subject, project));
  const given = sampleInput(subject.inputSchema, reached);
  const checked = checkInput(subject.inputSchema, given);
  const files = new Map<string, string>();
  if ("input" in checked) return { given, filled: checked.input, files, isSample: true };
  const problems = checked.problems.map(({ path, message }) => printable(`${path} ${message}`)).join("; ");
  return { given, filled: given satisfies JsonObject, files, isSample: true, problem: problems };
}

/** Uploads each file of the input once, and runs both ways. The engine is not closed. */
export async function verifySubject(
  subject: Subject,
  { given, filled, files }: RunInput,
  engine: { readonly calls: NodeCalls; readonly upload: Upload },
  options: Omit<VerifyOptions, "given" | "filled">,
): Promise<Verification> {
  // Each upload has its own URL, and both runs must get the same one.
  const uploaded = new Map<string, Promise<string>>();
  const upload: Upload = (file) => {
    const url = uploaded.get(file) ?? engine.upload(file);
    uploaded.set(file, url);
    return url;
  };
  return verifyWorkflow(subject, engine.calls, {
    ...options,
    given: await uploadFiles(given, files, upload),
    filled: await uploadFiles(filled, files, upload),
  });
}
