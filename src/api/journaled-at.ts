import { falHistory } from "../runner/engines/fal-history.ts";
import type { JournalOptions } from "./journal-options.ts";

/** What is kept of runs there, for `runJournaled`. */
export function journaledAt(
  { folder, workflow = "", resubmit = false }: JournalOptions,
  { credentials, baseUrl }: { readonly credentials: string; readonly baseUrl?: string | undefined },
) {
  // Answers are held for later runs in the same world: that of fal, or of one emulator.
  const world = baseUrl === undefined ? "fal" : `emulator ${baseUrl}`;
  return { folder, workflow, world, resubmit, history: falHistory({ credentials, baseUrl }) };
}
