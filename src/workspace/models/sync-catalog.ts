/** From an installed client to a catalogue in the project's cache. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { fromSources } from "../../assets.ts";
import type { Client } from "../../endpoints/build/find-client.ts";
import { readBuiltHeader } from "../../endpoints/lookup.ts";
import { readStored } from "../../endpoints/read-stored.ts";
import { printable } from "../../lib/printable.ts";
import { cacheFiles, inCache } from "../cache/project-cache.ts";
import { userCacheFolder } from "../cache/user-cache.ts";
import { loadCompiler } from "../compile/load-compiler.ts";
import type { Environment } from "../environment.ts";
import type { Project } from "../project/project.ts";
import { writeFiles } from "../project/write-file.ts";
import { systemError } from "../system-error.ts";
import { WorkspaceError } from "../workspace-error.ts";
import { findClientCatalog, syncedFile } from "./client-catalog.ts";

/** A client with everything that a catalogue is built from. */
export interface ReadableClient extends Client {
  readonly version: string;
  readonly types: string;
}

export type Synced =
  /** Nothing to do: there is already a catalogue of this client. */
  | { readonly status: "current"; readonly client: string }
  | {
      readonly status: "written";
      readonly client: string;
      readonly endpoints: number;
      /** The version of the client that falc was built with, and the ids that differ from it. */
      readonly comparedWith: string;
      readonly added: readonly string[];
      readonly removed: readonly string[];
      readonly file: string;
      readonly ms: number;
    };

/** Throws a WorkspaceError for types that cannot be read or understood, without writing anything. */
export async function syncCatalog(
  project: Project,
  installed: ReadableClient,
  env: Environment,
): Promise<Synced> {
  const begun = performance.now();
  const client = installed.version;
  const before = findClientCatalog(project, installed);
  if (before.kind !== "missing") return { status: "current", client };

  const text = await build(installed, env);
  const file = syncedFile(client);
  const files = cacheFiles(project, file, text);
  project.assertUnlinked(files.map((each) => each.file));
  writeFiles(files, (each) => project.relative(each));

  const endpoints = new Set(readStored(text).ids);
  const own = new Set(readStored(before.read()).ids);
  return {
    status: "written",
    client,
    endpoints: endpoints.size,
    comparedWith: before.client,
    added: [...endpoints].filter((id) => !own.has(id)),
    removed: [...own].filter((id) => !endpoints.has(id)),
    file: inCache(file),
    ms: Math.round(performance.now() - begun),
  };
}

/** Throws a WorkspaceError if there is no client, or it does not declare its endpoints. */
export function assertReadable(client: Client | undefined): ReadableClient {
  if (client === undefined) {
    throw new WorkspaceError(
      "client-unusable",
      "@fal-ai/client is not installed",
      "Run: npm install @fal-ai/client",
    );
  }
  const { folder, version, types, problem } = client;
  if (problem !== undefined) throw new WorkspaceError("client-unusable", problem, again);
  if (version === undefined) {
    throw new WorkspaceError("client-unusable", `${path.join(folder, "package.json")} has no version`, again);
  }
  if (types === undefined) {
    throw new WorkspaceError(
      "client-unusable",
      `@fal-ai/client ${version} does not declare its endpoints`,
      "Versions from 1.1 on do: npm install @fal-ai/client@^1.10",
    );
  }
  return { folder, version, types };
}

const again = "Install it again: npm install @fal-ai/client";

async function build({ version, types }: ReadableClient, env: Environment): Promise<string> {
  const text = readTypes(types);
  const { buildCatalog } = fromSources
    ? await import("../../endpoints/build/build-catalog.ts")
    : loadCompiler(userCacheFolder(env)).exports;
  try {
    return buildCatalog(version, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new WorkspaceError(
      "client-unusable",
      `falc does not understand the endpoints of @fal-ai/client ${version}: ${printable(reason)}`,
      `It keeps using those of ${readBuiltHeader().client}. Read: ${types}`,
    );
  }
}

function readTypes(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new WorkspaceError("client-unusable", systemError(error)?.message ?? String(error), again);
  }
}
