/** Replaces files in an input by their URLs. */
import type { JsonObject } from "../../lib/json.ts";
import { printable } from "../../lib/printable.ts";
import { replaceTexts } from "../../lib/replace-texts.ts";
import { describeFailure } from "../../runner/describe-failure.ts";
import { untilAborted } from "../../lib/until-aborted.ts";
import { WorkspaceError } from "../workspace-error.ts";

/** Uploads a local file, an absolute path, and returns its URL. */
export type Upload = (file: string) => Promise<string>;

/** What may end the uploads early. */
export interface UploadStop {
  readonly signal: AbortSignal;
  /** Why, as the beginning of a sentence. */
  reason(): string;
}

/**
 * The input with URLs in place of the stand-ins of `findGivenFiles`; each file is uploaded once. Throws a WorkspaceError
 * for a failed upload, and one of kind `stopped` after a stop.
 */
export async function uploadFiles(
  input: JsonObject,
  files: ReadonlyMap<string, string>,
  upload: Upload,
  stop?: UploadStop,
): Promise<JsonObject> {
  const urls = new Map<string, string>();
  for (const file of new Set(files.values())) {
    try {
      const uploading = upload(file);
      urls.set(file, await (stop === undefined ? uploading : untilAborted(uploading, stop.signal)));
    } catch (error) {
      const [kind, message] =
        stop?.signal.aborted === true
          ? (["stopped", `${stop.reason()}, while uploading ${file}`] as const)
          : (["upload-failed", `cannot upload ${file}: ${describeFailure(error).message}`] as const);
      throw new WorkspaceError(kind, printable(message), "Nothing was sent to a model.");
    }
  }
  // An object stays an object.
  return replaceTexts(input, (text) => urls.get(files.get(text) ?? "")) as JsonObject;
}
