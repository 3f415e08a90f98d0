import type { Engine } from "../execution/engine.ts";

/** Where `execute` runs a graph. One engine serves any number of runs, also at the same time. */
export interface RunEngine extends Engine {
  /** Ends what the engine has opened: with the emulator, the runs in progress and the files of results. May be called again. */
  close(): Promise<void>;
}
