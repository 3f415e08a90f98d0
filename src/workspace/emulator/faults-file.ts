/** Reads a file of faults for the emulator. It is data: nothing in it runs. */
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { FaultScript } from "../../emulator/faults/fault-script.ts";
import { readFaultScript } from "../../emulator/faults/read-fault-script.ts";
import { decodeText } from "../../lib/decode-text.ts";
import { parseJson, printJsonProblem } from "../../lib/parse-json.ts";
import { printable } from "../../lib/printable.ts";
import { systemError } from "../system-error.ts";
import { WorkspaceError } from "../workspace-error.ts";

const maxBytes = 1_000_000;

/** `word`: relative to the working folder. Throws a WorkspaceError that names every mistake. */
export function readFaultsFile(word: string, cwd: string): FaultScript {
  const file = path.resolve(cwd, word);
  const invalid = (problem: string, advice: string = example) =>
    new WorkspaceError("faults-invalid", printable(problem), advice);
  let bytes: Uint8Array;
  try {
    if (statSync(file).size > maxBytes) throw invalid(`${word} is larger than ${maxBytes / 1_000_000} MB`);
    bytes = readFileSync(file);
  } catch (error) {
    throw systemError(error, printable(word)) ?? error;
  }
  const decoded = decodeText(bytes);
  if ("problem" in decoded) throw invalid(`${word} ${decoded.problem}`);
  const parsed = parseJson(decoded.text);
  if ("problem" in parsed) throw invalid(printJsonProblem(word, parsed));
  const read = readFaultScript(parsed.value);
  if ("script" in read) return read.script;
  const [first, ...more] = read.problems.map((problem) => printable(problem));
  throw invalid(`${word}: ${first}`, more.length === 0 ? example : more.slice(0, maxProblems).join("\n"));
}

/** More are of no use at a time. */
const maxProblems = 20;

const example = `A file of faults: {"rules":[{"stage":"submit","call":2,"kind":"cut","at":"after"}]}`;
