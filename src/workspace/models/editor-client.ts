import { ownClient } from "../../endpoints/build/find-client.ts";
import { digestOfTypes } from "./client-catalog.ts";
import type { ReadableClient } from "./sync-catalog.ts";

export interface EditorClient {
  /** Its version. */
  readonly client: string;
  readonly folder: string;
}

/** falc's own client, which types `model()` in editors, if it declares other endpoints than the project's. */
export function findEditorClient(installed: ReadableClient): EditorClient | undefined {
  const own = ownClient();
  if (own?.version === undefined || own.version === installed.version) return undefined;
  if (digestOfTypes(own) === digestOfTypes(installed)) return undefined;
  return { client: own.version, folder: own.folder };
}
