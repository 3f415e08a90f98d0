/** Where the runs of a project are: a folder for each, `<id>/journal.jsonl`, and one for the claims of living processes. */
import { randomInt } from "node:crypto";
import { readdirSync } from "node:fs";
import path from "node:path";
import { runIdPattern } from "../journal/entry-lines.ts";

export function folderOf(runs: string, run: string): string {
  return path.join(runs, run);
}

export function journalOf(runs: string, run: string): string {
  return path.join(runs, run, "journal.jsonl");
}

export function claimsOf(runs: string): string {
  return path.join(runs, "claims");
}

/** Held by the process that is at the run. */
export function runClaim(run: string): string {
  return `run-${run}`;
}

/** The ids of the runs that a process has claimed, which may have died; none if there is no such folder. */
export function listClaimedRuns(runs: string): ReadonlySet<string> {
  return new Set(readNames(claimsOf(runs)).flatMap((name) => /^run-(.+)\.\d+$/.exec(name)?.slice(1) ?? []));
}

/** The ids of all runs but the ignored ones, the first one first; none if there is no such folder. */
export function listRuns(runs: string, ignored: ReadonlySet<string>): readonly string[] {
  return readNames(runs)
    .filter((name) => runIdPattern.test(name) && !ignored.has(name))
    .sort();
}

function readNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** `20261130-183455-0sf9xa`: the time (UTC) to the millisecond, so that names are in the order of runs, and something random. */
export function newRunId(now: Date): string {
  const [day = "", time = ""] = now.toISOString().split("T");
  const ms = now.getUTCMilliseconds().toString(36).padStart(2, "0");
  const random = randomInt(36 ** 4)
    .toString(36)
    .padStart(4, "0");
  return `${day.replaceAll("-", "")}-${time.slice(0, 8).replaceAll(":", "")}-${ms}${random}`;
}
