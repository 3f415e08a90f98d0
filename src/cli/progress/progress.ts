/** How a run displays its progress. */
import type { RunEvent } from "../../execution/events.ts";

export interface Progress {
  show(event: RunEvent): void;
  /** Something else is printed, or a question is asked, until `resume`. */
  pause(): void;
  resume(): void;
  /** Called after the last event: leaves the final state on the screen. */
  end(): void;
}
