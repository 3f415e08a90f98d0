/** The warning of every command that uses the catalogue if it lacks the endpoints of the project's client. */
import { type ClientNotice, findClientNotice } from "../workspace/models/find-client-notice.ts";
import type { Project } from "../workspace/project/project.ts";
import type { Io } from "./io.ts";
import { paintFor } from "./paint.ts";

/** Prints it on standard error, and returns it for `--json`; `undefined` if there is none. */
export function warnOfOtherClient(project: Project, io: Io): ClientNotice | undefined {
  const notice = findClientNotice(project);
  if (notice === undefined) return undefined;
  const warning = paintFor(io.stderr, io.env).kind("warning", "warning");
  io.stderr.write(`${warning}: ${notice.message}. ${notice.hint}\n`);
  return notice;
}
