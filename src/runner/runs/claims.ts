/**
 * Names that only one living process holds at a time, as files: `<name>.0` says who holds it. A process that dies leaves its
 * file; whoever finds it dead takes `<name>.1`, and so on, because a file that is made exclusively is the one step
 * that two processes cannot both take.
 */
import { lstatSync, readdirSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Claim } from "../journal/bookkeeping.ts";
import { isListening, type Presence } from "./presence.ts";

export class Claims {
  readonly #folder: string;
  readonly #presence: Presence;

  /** `folder`: it exists. `presence`: by which others see that this process lives. */
  constructor(folder: string, presence: Presence) {
    this.#folder = folder;
    this.#presence = presence;
  }

  /** `undefined` if it is held. `name`: of letters, digits and hyphens. Throws the system's error. */
  async take(name: string): Promise<Claim | undefined> {
    for (let dead: readonly string[] = []; ;) {
      const generation = dead.length;
      if (this.#make(this.#file(name, generation))) {
        // Those before it are still dead, unless somebody took and released the name meanwhile.
        if (dead.every((address, index) => addressIn(this.#file(name, index)) === address))
          return { release: () => this.#release(name, generation) };
        rmSync(this.#file(name, generation), { force: true });
        dead = [];
        continue;
      }
      const holder = await holderOf(this.#file(name, generation));
      if (holder === undefined) dead = [];
      else if (holder.lives) return undefined;
      else dead = [...dead, holder.address];
    }
  }

  #make(file: string): boolean {
    try {
      writeFileSync(file, this.#presence.address, { flag: "wx" });
      return true;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EEXIST") return false;
      // It may have been made, and not filled in.
      if (code === "ENOSPC" || code === "EDQUOT") rmSync(file, { force: true });
      throw error;
    }
  }

  /** Whether a living process holds it. */
  isHeld(name: string): Promise<boolean> {
    return isHeld(this.#folder, name);
  }

  /** Whether a living process holds a claim whose name begins so, but for this one. */
  async isAnyOtherHeld(start: string, own: string): Promise<boolean> {
    for (const name of this.#listNames())
      if (name.startsWith(start) && name !== own && (await this.isHeld(name))) return true;
    return false;
  }

  /** Removes those of processes that have died, which only they would have released. */
  async sweep(): Promise<void> {
    // Taking a claim is the only safe way to remove what is left of others.
    for (const name of this.#listNames()) (await this.take(name))?.release();
  }

  #listNames(): ReadonlySet<string> {
    return new Set(readdirSync(this.#folder).map((file) => file.replace(/\.\d+$/, "")));
  }

  /** From the first: while the own one is there, nobody takes the next. Whoever takes the first sees what was done. */
  #release(name: string, own: number): void {
    for (let generation = 0; generation <= own; generation += 1) {
      try {
        // Not `rmSync`, which takes several times as long.
        unlinkSync(this.#file(name, generation));
      } catch {
        // It is gone, or it is a folder that somebody put there.
      }
    }
  }

  #file(name: string, generation: number): string {
    return fileOf(this.#folder, name, generation);
  }
}

/** Whether a living process holds a claim in the folder. */
export async function isHeld(folder: string, name: string): Promise<boolean> {
  for (let generation = 0; ; generation += 1) {
    const holder = await holderOf(fileOf(folder, name, generation));
    if (holder === undefined || holder.lives) return holder !== undefined;
  }
}

function fileOf(folder: string, name: string, generation: number): string {
  return path.join(folder, `${name}.${generation}`);
}

/** `undefined` if there is no such file. */
async function holderOf(
  file: string,
): Promise<{ readonly address: string; readonly lives: boolean } | undefined> {
  const address = addressIn(file);
  if (address === undefined) return undefined;
  if (address !== "") return { address, lives: await isListening(address) };
  // Made a moment ago and not yet filled in, or its maker died just then.
  const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return made === undefined ? undefined : { address, lives: Date.now() - made < fillInMs };
}

/** Anything but a small file is of nobody. */
function addressIn(file: string): string | undefined {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (!found.isFile() || found.size > maxAddress) return "foreign";
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

const maxAddress = 1000;

const fillInMs = 2000;
