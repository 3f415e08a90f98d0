/** The result of the type check, besides the diagnostics. */
import { printDuration } from "../../lib/printable.ts";
import type { TypeCheck } from "../../workspace/types/type-check.ts";
import { count } from "../compile/print.ts";
import type { Io } from "../io.ts";
import { paintFor } from "../paint.ts";

interface TypeCheckOptions {
  /** How many of the errors falc reports itself. */
  readonly repeated: number;
  /** Whether standard output is for people. */
  readonly summary: boolean;
}

/** A line on standard output; the reason for an impossible check goes to standard error. */
export function printTypeCheck(types: TypeCheck, { repeated, summary }: TypeCheckOptions, io: Io): void {
  if (types.status === "checked") {
    const { version, errors, ms } = types;
    const found = errors.length === 0 ? "no errors" : count(errors.length, "error");
    const own = repeated === 0 ? "" : ` (${repeated} of them already reported by falc)`;
    if (summary) io.stdout.write(`types: TypeScript ${version}, ${found}${own}, ${printDuration(ms)}\n`);
    return;
  }
  if (types.status === "off") {
    if (summary) io.stdout.write("types: not checked\n");
    return;
  }
  const paint = paintFor(io.stderr, io.env);
  const { status, reason, hint } = types;
  const line =
    status === "skipped"
      ? `${paint.kind("warning", "warning")}: types are not checked: ${reason}`
      : `${paint.kind("error", "error")}: types could not be checked: ${reason}`;
  io.stderr.write(`${line}\n${hint === undefined ? "" : `${hint}\n`}`);
}

/**
 * `errors`: their number, including those that falc reports itself and that are therefore not among the diagnostics.
 */
export function typeCheckToJson(types: TypeCheck, repeated: number): object {
  if (types.status !== "checked")
    return { ...types, ...("errors" in types && { errors: types.errors.length }) };
  const { status, version, errors, ms } = types;
  return { status, version, errors: errors.length, repeated, ms: Math.round(ms) };
}
