/** The warning of every command that uses the catalogue if it lacks the endpoints of the project's client. */
import type { Client } from "../endpoints/build/find-client.ts";
import { clientOf, findClientCatalog } from "../workspace/models/client-catalog.ts";
import type { Io } from "./io.ts";
import { paintFor } from "./paint.ts";
import type { Project } from "../workspace/project/project.ts";

export interface ClientNotice {
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
}

/** Prints it on standard error, and returns it for `--json`; `undefined` if there is none. */
export function warnOfOtherClient(project: Project, io: Io): ClientNotice | undefined {
  const notice = findClientNotice(project);
  if (notice === undefined) return undefined;
  const warning = paintFor(io.stderr, io.env).kind("warning", "warning");
  io.stderr.write(`${warning}: ${notice.message}. ${notice.hint}\n`);
  return notice;
}

function findClientNotice(project: Project): ClientNotice | undefined {
  const client = clientOf(project);
  if (client === undefined) {
    return {
      message:
        "@fal-ai/client is not installed: without it TypeScript knows no endpoints and accepts any input",
      hint: "Run: npm install @fal-ai/client",
    };
  }
  const catalog = findClientCatalog(project, client);
  if (catalog.kind !== "missing") return undefined;
  if (client.problem !== undefined) return { message: client.problem, hint: "Install @fal-ai/client again" };
  const { version = "no version in its package.json" } = client;
  return {
    message: `the installed @fal-ai/client (${version}) may have different endpoints from falc's catalogue, which is for ${catalog.client}`,
    hint: adviceFor(client),
  };
}

function adviceFor({ version, types }: Client): string {
  if (version === undefined) return "Install it again";
  return types === undefined
    ? "It does not declare its endpoints; versions from 1.1 on do"
    : "Run: falc models sync";
}
