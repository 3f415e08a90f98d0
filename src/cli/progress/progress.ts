/** How a run shows itself while it goes on. */
import type { RunEvent } from "../../runner/events.ts";

export interface Progress {
  show(event: RunEvent): void;
  /** After the last event: leaves the final state on the screen. */
  end(): void;
}
