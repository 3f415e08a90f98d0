/** What a user should know before relying on the catalogue: it may lack endpoints of the project's client. */
import type { Client } from "../../endpoints/build/find-client.ts";
import type { Project } from "../project/project.ts";
import { clientOf, findClientCatalog } from "./client-catalog.ts";

export interface ClientNotice {
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
}

/** `undefined` if the catalogue fits the client. */
export function findClientNotice(project: Project): ClientNotice | undefined {
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
