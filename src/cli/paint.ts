import pico from "picocolors";
import type { Paint } from "../diagnostics/formats/text.ts";
import type { Io, Output } from "./io.ts";

export interface CliPaint extends Paint {
  good(text: string): string;
}

/** Colours in a terminal, unless NO_COLOR is set; FORCE_COLOR enables them everywhere. */
export function paintFor(output: Output, env: Io["env"]): CliPaint {
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "0";
  const colour = pico.createColors(forced || (output.isTerminal && !env.NO_COLOR && env.TERM !== "dumb"));
  return {
    kind: (kind, text) => (kind === "warning" ? colour.yellow(text) : colour.red(text)),
    strong: colour.bold,
    faint: colour.dim,
    good: colour.green,
  };
}
