/** The HTTP server of an emulator, on 127.0.0.1 only: it can go away and come back at the same address. */
import { createAdaptorServer } from "@hono/node-server";
import type { Connection, PartialAnswer } from "./protocol/connection.ts";

export type Serve = (request: Request, connection: Connection) => Response | Promise<Response>;

export class LoopbackServer {
  readonly #server: ReturnType<typeof createAdaptorServer>;
  #port: number;
  #isKeeping = true;
  #isClosed = false;
  /** Runs while it is away. */
  #return: NodeJS.Timeout | undefined;

  private constructor(serve: Serve, port: number) {
    this.#port = port;
    this.#server = createAdaptorServer({
      fetch: (request, { outgoing }) => serve(request, connectionOf(outgoing)),
      // The process may not be falc's.
      overrideGlobalObjects: false,
    });
    this.#server.on("connection", (socket: { unref(): void }) => {
      if (!this.#isKeeping) socket.unref();
    });
  }

  /** `port`: 0 is any free one. Rejects if it is taken. */
  static async start(serve: Serve, port: number): Promise<LoopbackServer> {
    const server = new LoopbackServer(serve, port);
    await server.#listen();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Whether it is away. */
  get isDown(): boolean {
    return this.#return !== undefined;
  }

  /** It no longer keeps the process from ending. */
  unref(): void {
    this.#isKeeping = false;
    this.#server.unref();
    this.#return?.unref();
  }

  /** Cuts all connections and refuses new ones for so many milliseconds. */
  goDown(ms: number): void {
    if (this.isDown || this.#isClosed) return;
    this.#server.close();
    this.#cutAll();
    this.#comeBackIn(ms);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#return);
    if (!this.#server.listening) return;
    await new Promise<void>((resolve, reject) => {
      this.#server.close((error) => (error === undefined ? resolve() : reject(error)));
      this.#cutAll();
    });
  }

  #cutAll(): void {
    if ("closeAllConnections" in this.#server) this.#server.closeAllConnections();
  }

  #comeBackIn(ms: number): void {
    this.#return = setTimeout(() => {
      this.#return = undefined;
      // Another program may have taken the port for a moment.
      this.#listen().catch(() => this.#comeBackIn(100));
    }, ms);
    if (!this.#isKeeping) this.#return.unref();
  }

  async #listen(): Promise<void> {
    const server = this.#server;
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(this.#port, "127.0.0.1", () => {
        server.off("error", reject);
        resolve();
      });
    });
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("The emulator has no port");
    this.#port = address.port;
    if (!this.#isKeeping) server.unref();
  }
}

interface Outgoing {
  writeHead(status: number, headers: Record<string, string>): unknown;
  write(bytes: Uint8Array, done: () => void): unknown;
  destroy(): unknown;
}

function connectionOf(outgoing: Outgoing): Connection {
  return {
    cut(part?: PartialAnswer) {
      if (part === undefined) outgoing.destroy();
      else {
        outgoing.writeHead(part.status, Object.fromEntries(part.headers));
        outgoing.write(part.bytes, () => void outgoing.destroy());
      }
      // To the adapter: nothing is left to do.
      return new Response(null, { headers: { "x-hono-already-sent": "true" } });
    },
  };
}
