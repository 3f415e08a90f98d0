/**
 * By which a process shows others on this machine that it lives: a local socket, which the system closes when the process
 * ends, however that happens. An id of a process could be given to another one, and a file with a time needs a
 * beat that a busy process misses.
 */
import { randomUUID } from "node:crypto";
import { lstatSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
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
  const address = isWindows ? `\\\\.\\pipe\\${name}` : path.join(tmpdir(), `${name}.sock`);
  const server = createServer((socket) => socket.destroy());
  server.unref();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(address, resolve);
  });
  return {
    address,
    end() {
      server.close();
      if (!isWindows) rmSync(address, { force: true });
    },
  };
}

/** An address may come from anybody: only a socket of this name is removed. */
function isOwnName(address: string): boolean {
  return (
    /^falc-[0-9a-f-]{18}\.sock$/.test(path.basename(address)) &&
    lstatSync(address, { throwIfNoEntry: false })?.isSocket() === true
  );
}

/** Whether a process listens there. A socket of a process that has died is removed. */
export async function isListening(address: string): Promise<boolean> {
  if (!/^(?:\/|\\\\\.\\pipe\\)/.test(address)) return false;
  const code = await new Promise<string | undefined>((resolve) => {
    const socket = connect(address);
    socket.once("connect", () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
  });
  if (code === "ECONNREFUSED" && isOwnName(address)) rmSync(address, { force: true });
  // A queue that is full is of somebody who lives.
  return code === undefined || code === "EAGAIN" || code === "EPERM" || code === "EACCES";
}
