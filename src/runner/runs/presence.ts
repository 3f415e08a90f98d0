/**
 * By which a process shows others on this machine that it lives: a local socket, which the system closes when the process
 * ends, however that happens. An id of a process could be given to another one, and a file with a time needs a
 * beat that a busy process misses.
 */
import { randomUUID } from "node:crypto";
import { lstatSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { platform, tmpdir } from "node:os";
import path from "node:path";

/** There, such a socket is a named pipe. */
const isWindows = platform() === "win32";

export interface Presence {
  /** Where it listens. */
  readonly address: string;
  end(): void;
}

/** It does not keep the process from ending. */
export async function showPresence(): Promise<Presence> {
  const name = `falc-${randomUUID().slice(0, 18)}`;
  const server = createServer((socket) => socket.destroy());
  server.unref();
  const address = await listenAtOneOf(
    isWindows ? [`\\\\.\\pipe\\${name}`] : socketsIn([tmpdir(), "/tmp"], name),
    server,
  );
  return {
    address,
    end() {
      server.close();
      if (!isWindows) rmSync(address, { force: true });
    },
  };
}

/** A socket's path may have about 100 bytes only. The folder for temporary files may have a longer one, or a relative one. */
function socketsIn(folders: readonly string[], name: string): readonly string[] {
  const all = folders.map((folder) => path.resolve(folder, `${name}.sock`));
  return all.filter((address) => Buffer.byteLength(address) <= 100);
}

/** Not every folder for temporary files is writable. */
async function listenAtOneOf([address = "", ...others]: readonly string[], server: Server): Promise<string> {
  const error = await new Promise<Error | undefined>((resolve) => {
    server.once("error", resolve);
    server.listen(address, () => resolve(undefined));
  });
  server.removeAllListeners("error");
  if (error === undefined) return address;
  if (others.length === 0) throw error;
  return listenAtOneOf(others, server);
}

/** It may come from anybody: only a socket of such a name is asked, or removed. */
function isAddress(address: string): boolean {
  if (isWindows) return /^\\\\\.\\pipe\\falc-[0-9a-f-]{18}$/.test(address);
  return path.isAbsolute(address) && /^falc-[0-9a-f-]{18}\.sock$/.test(path.basename(address));
}

/** Whether a process listens there. A socket of a process that has died is removed. */
export async function isListening(address: string): Promise<boolean> {
  if (!isAddress(address)) return false;
  const code = await new Promise<string | undefined>((resolve) => {
    const socket = connect(address);
    socket.once("connect", () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
  });
  if (code === "ECONNREFUSED" && lstatSync(address, { throwIfNoEntry: false })?.isSocket() === true)
    rmSync(address, { force: true });
  // A queue that is full is of somebody who lives.
  return code === undefined || code === "EAGAIN" || code === "EPERM" || code === "EACCES";
}
