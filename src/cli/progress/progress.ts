/** How a run shows itself while it goes on. */
import type { RunEvent } from "../../runner/events.ts";

export interface Progress {
  show(event: RunEvent): void;
  /** After the last event: leaves the final state on the screen. */
  end(): void;
}

/** `1.2 s`, `2 min 5 s` */
export function printDuration(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** A model's log line may hold anything: control characters must not reach the terminal. */
export function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ").trim();
}
