/** The endpoints whose prices are asked for: those that compiled workflows call, or that somebody names. */
import { isTextNode } from "../../execution/text-node.ts";
import { isEndpointId } from "../../graph/endpoint-id.ts";
import { addTo } from "../../lib/add-to.ts";
import { listThem, namesArtifact, readArtifact } from "../artifacts/artifact.ts";
import type { Project } from "../project/project.ts";
import { WorkspaceError } from "../workspace-error.ts";

/**
 * Endpoint → the workflows that call it, sorted by endpoint. A word is the name of a compiled workflow, else an endpoint;
 * without words, all compiled workflows are meant. Text nodes cost nothing. Throws a WorkspaceError for any other word.
 */
export function pricedEndpoints(
  project: Project,
  words: readonly string[],
  cwd: string,
): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const word of words.length > 0 ? words : allWorkflows(project)) {
    if (namesArtifact(project, word, cwd) === undefined && isEndpointId(word)) {
      if (!users.has(word)) users.set(word, []);
      continue;
    }
    const { name, graph } = readArtifact(project, word, cwd);
    const apps = new Set(graph.nodes.map(({ app }) => app).filter((app) => !isTextNode(app)));
    for (const app of apps) addTo(users, app, name);
  }
  return new Map([...users].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function allWorkflows(project: Project): readonly string[] {
  const names = project.listArtifacts();
  if (names.length > 0) return names;
  throw new WorkspaceError("no-such-workflow", "there is no compiled workflow", listThem(project));
}
