import type { Io } from "../io.ts";
import type { CliPaint } from "../paint.ts";
import { jsonProgress } from "./json.ts";
import { lineProgress } from "./lines.ts";
import type { Progress } from "./progress.ts";

/** `run`: see `lineProgress`. The appropriate display: events for programs, live lines in a terminal, plain lines elsewhere. */
export async function openProgress(
  json: boolean,
  run: string | undefined,
  paint: CliPaint,
  io: Io,
): Promise<Progress> {
  if (json) return jsonProgress(io.stdout);
  // CI systems that claim to be a terminal keep every frame of a live display.
  if (!io.stderr.isTerminal || io.env.CI || io.env.TERM === "dumb")
    return lineProgress(io.stderr, run, paint);
  const { liveProgress } = await import("./live.ts");
  return liveProgress(io.stderr, run, paint);
}
