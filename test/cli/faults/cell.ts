/** A cell of the fault matrix: how a fault is brought about on an engine, and what `falc run` does about it. */
import type { FaultRule } from "../../../src/emulator/faults/fault-script.ts";
import type { TestProject } from "../../support/project.ts";
import type { Script } from "../fault-server.ts";

export const engines = ["fal", "hosted", "emulator"] as const;
export type EngineName = (typeof engines)[number];

/** How a fault is brought about. */
export interface Scene {
  /** `chain`, the default, makes two calls, one after the other; `shot` makes one, `cut` one with a file. */
  readonly workflow?: "chain" | "shot" | "cut";
  /** Of `cut`; default `photo.png`. */
  readonly file?: string;
  /** After those of the workflow and of the engine. */
  readonly words?: readonly string[];
  /** Of `falc emulator --faults`. */
  readonly rules?: readonly FaultRule[];
  /** Of a server that does what no emulator does; it is mended before the run is repeated. */
  readonly script?: Script;
  /** Comes as soon as a call is accepted, or started in this process; with `signalAt`, when standard error has that. */
  readonly signal?: "SIGINT" | "SIGTERM";
  readonly signalAt?: string;
  /** Nothing answers at fal's addresses. */
  readonly isDown?: true;
  /** Called before the run. */
  readonly prepare?: (project: TestProject) => void;
  /** The same words have run before, undisturbed; called with the journal of that run, before the run that is looked at. */
  readonly spoil?: (journal: string) => void;
  /** A folder in which nothing may be written. */
  readonly denied?: string;
  readonly disk?: Disk;
}

/** A file system at a folder of the project. */
export interface Disk {
  readonly folder: ".falc/runs" | "out";
  /** All of it; a file takes whole blocks of 4 KB. */
  readonly size: string;
  /** The call's own request fills it, so that not a byte more of the journal is written. */
  readonly isFilledLater?: true;
}

export interface Cell {
  readonly scene: Scene;
  /** For people, a clause. */
  readonly does: string;
  readonly exit: number;
  /** All of this is on standard error; the first is shown to people. */
  readonly says: readonly [string, ...string[]];
  /** Calls that the server has accepted. */
  readonly paid: number;
  /** The same words once more, when the fault is gone. */
  readonly again?: { readonly exit: number; readonly paid: number; readonly says?: string };
}

export interface Fault {
  readonly fault: string;
  /** A text says why there is nothing to test. */
  readonly cells: Readonly<Record<EngineName, Cell | string>>;
}

export interface Topic {
  readonly topic: string;
  readonly faults: readonly Fault[];
}
