import { addTo } from "../../lib/add-to.ts";
import type { Project } from "../project/project.ts";

/**
 * The source files that contain an endpoint's id; sorted. A text search, because that takes milliseconds: it misses
 * an id built from parts, and finds one in a comment.
 */
export function findUsers(project: Project): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const file of project.listSourceFiles()) {
    const quoted = (project.readText(file) ?? "").matchAll(quotedId);
    for (const id of new Set(Array.from(quoted, ([, , name = ""]) => name))) addTo(users, id, file);
  }
  return users;
}

const quotedId = /(["'`])([\w.-]{1,256}(?:\/[\w.-]{1,256}){1,20})\1/g;
