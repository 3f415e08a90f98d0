/**
 * fal's queue, storage and files on this machine, with faults from a script. The unmodified @fal-ai/client talks to
 * it: `cli/fault-preload.mjs` redirects a process's requests here. Without a script, every stage answers correctly.
 */
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

export type Stage =
  "submit" | "stream" | "status" | "result" | "cancel" | "history" | "upload-start" | "upload" | "file";

/** Answers one request. `right` is the correct answer, as JSON text or the bytes of a file. */
export type Answer = (exchange: Exchange) => void;

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly right: Buffer;
  readonly contentType: string;
}

/** The answers of each stage, in order; the last is repeated. */
export type Script = Partial<Record<Stage, readonly Answer[]>>;

export interface Seen {
  readonly stage: Stage;
  readonly url: string;
  readonly key: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export class FaultServer {
  readonly seen: Seen[] = [];
  url = "";
  #script: Script;
  readonly #output: object | null;
  readonly #server: Server;

  /** `output`: the model's answer, in which `URL` is replaced by the server's address. */
  constructor(script: Script = {}, output: object | null = picture) {
    this.#script = script;
    this.#output = output;
    this.#server = createServer((request, response) => void this.#handle(request, response));
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  count(stage: Stage): number {
    return this.seen.filter((each) => each.stage === stage).length;
  }

  /** From now on, every answer is right. */
  mend(): void {
    this.#script = {};
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? "";
    const stage = stageOf(request.method ?? "", url);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    this.seen.push({ stage, url, key: request.headers.authorization, headers: request.headers, body });
    const answers = this.#script[stage] ?? [];
    const answer = answers[Math.min(this.count(stage), answers.length) - 1] ?? ok;
    const { right, contentType } = this.#right(stage, url, body);
    answer({ request, response, right, contentType });
  }

  #right(stage: Stage, url: string, body: string): { right: Buffer; contentType: string } {
    if (stage === "file") return { right: png, contentType: "image/png" };
    if (stage === "stream") return { right: this.#stream(body), contentType: "text/event-stream" };
    return { right: Buffer.from(JSON.stringify(this.#json(stage, url))), contentType: "application/json" };
  }

  /** Of a graph, each of whose calls gives the same. */
  #stream(body: string): Buffer {
    const { workflow } = JSON.parse(body) as { workflow: Record<string, { app?: string }> };
    const nodes = Object.entries(workflow).filter(([, { app }]) => app !== undefined);
    const events = nodes.flatMap(([id, { app }]) => [
      { type: "submit", node_id: id, app_id: app, request_id: `req-${this.#paid()}` },
      { type: "completion", node_id: id, output: this.#answer() },
    ]);
    const lines = [...events, { type: "output", output: {} }].map((event) => JSON.stringify(event));
    return Buffer.from(lines.map((line) => `data: ${line}\r\n\r\n`).join(""));
  }

  #paid(): number {
    return this.count("submit") + this.count("stream");
  }

  #answer(): unknown {
    return JSON.parse(JSON.stringify(this.#output).replaceAll("URL", this.url)) as unknown;
  }

  #json(stage: Stage, url: string): unknown {
    const id = /requests\/([^/?]+)/.exec(url)?.[1] ?? `req-${this.#paid()}`;
    switch (stage) {
      case "submit":
        return { status: "IN_QUEUE", request_id: id, queue_position: 0, response_url: "", status_url: "" };
      case "status":
        return { status: "COMPLETED", request_id: id, logs: null, response_url: "" };
      case "result":
        return this.#answer();
      case "cancel":
        return { status: "CANCELLATION_REQUESTED" };
      case "upload-start":
        return { upload_url: `${this.url}/put/1`, file_url: `${this.url}/file/uploaded.png` };
      case "history":
        return { items: [], has_more: false };
      default:
        return {};
    }
  }
}

const picture = { images: [{ url: "URL/file/1.png", content_type: "image/png" }], seed: 7 };

export const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

function stageOf(method: string, url: string): Stage {
  if (url.startsWith("/file/")) return "file";
  if (url.startsWith("/api.fal.ai/")) return "history";
  if (url.startsWith("/rest.fal.ai/")) return "upload-start";
  if (url.startsWith("/fal.run/")) return "stream";
  if (!url.startsWith("/queue.fal.run/")) return "upload";
  if (method === "POST") return "submit";
  if (method === "PUT") return "cancel";
  return /\/status\?/.test(url) ? "status" : "result";
}

export const ok: Answer = ({ response, right, contentType }) => {
  response.writeHead(200, { "content-type": contentType, "x-fal-request-id": "from-header" });
  response.end(right);
};

/** Ends the connection after `share` of the body; 0 is before its first byte. */
export const cut = (share = 0.5, chunked = false): Answer => {
  return ({ response, right, contentType }) => {
    const length = chunked ? {} : { "content-length": right.length };
    response.writeHead(200, { "content-type": contentType, ...length });
    response.flushHeaders();
    const part = right.subarray(0, Math.floor(right.length * share));
    const end = () => setTimeout(() => response.destroy(), 20);
    if (part.length === 0) end();
    else response.write(part, end);
  };
};

export const reset: Answer = ({ request }) => void request.socket.resetAndDestroy();

export const hang: Answer = () => undefined;

/** Sends headers and a part of the body, and then nothing. */
export const stall: Answer = ({ response, right, contentType }) => {
  response.writeHead(200, { "content-type": contentType, "content-length": right.length });
  response.write(right.subarray(0, 5));
};

/** Byte by byte, `ms` between them. */
export const drip = (ms: number): Answer => {
  return ({ response, right, contentType }) => {
    response.writeHead(200, { "content-type": contentType });
    let at = 0;
    const timer = setInterval(() => {
      response.write(right.subarray(at, at + 1));
      at += 1;
      if (at >= right.length) {
        clearInterval(timer);
        response.end();
      }
    }, ms);
    response.on("close", () => clearInterval(timer));
  };
};

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => {
  return text(status, JSON.stringify(body), { "content-type": "application/json", ...headers });
};

export const text = (status: number, body: string, headers: Record<string, string> = {}): Answer => {
  return ({ response }) => {
    response.writeHead(status, headers);
    response.end(body);
  };
};

export const html = (status = 200): Answer =>
  text(status, "<!doctype html><title>Log in</title>", { "content-type": "text/html" });

/** The correct body with another content type. */
export const typed = (type: string | undefined): Answer => {
  return ({ response, right }) => {
    response.writeHead(200, type === undefined ? {} : { "content-type": type });
    response.end(right);
  };
};

/** Claims to be compressed. */
export const brokenGzip: Answer = ({ response, right, contentType }) => {
  response.writeHead(200, { "content-type": contentType, "content-encoding": "gzip" });
  response.end(right);
};

/** Claims a wrong length. */
export const wrongLength = (difference: number): Answer => {
  return ({ response, right, contentType }) => {
    const head = [
      "HTTP/1.1 200 OK",
      `content-type: ${contentType}`,
      `content-length: ${right.length + difference}`,
    ];
    response.socket?.write(`${head.join("\r\n")}\r\n\r\n`);
    response.socket?.end(right);
  };
};

export const notHttp: Answer = ({ response }) => void response.socket?.end("SSH-2.0-OpenSSH_9.6\r\n");

export const redirect = (status: number, location: string): Answer => text(status, "", { location });

/** More than a process should hold. */
export const endless: Answer = ({ response, contentType }) => {
  response.writeHead(200, { "content-type": contentType });
  const block = Buffer.alloc(1024 * 1024, " ");
  const more = (): void => {
    if (response.destroyed) return;
    if (response.write(block)) setImmediate(more);
    else response.once("drain", more);
  };
  more();
};

/** A byte of white space every `ms`, for ever: never silent, and never complete. */
export const trickle = (ms: number): Answer => {
  return ({ response, contentType }) => {
    response.writeHead(200, { "content-type": contentType });
    response.flushHeaders();
    const timer = setInterval(() => response.write(" "), ms);
    response.on("close", () => clearInterval(timer));
  };
};

/** A body of megabytes that unpacks to `megabytes`, a thousand times as many. */
export const gzipBomb = (megabytes: number): Answer => {
  return ({ response, contentType }) => {
    response.writeHead(200, { "content-type": contentType, "content-encoding": "gzip" });
    // Members of a gzip file may follow each other.
    const member = gzipSync(Buffer.alloc(1024 * 1024, " "));
    let left = megabytes;
    const more = (): void => {
      for (; left > 0 && !response.destroyed; left -= 1) {
        if (!response.write(member)) return void response.once("drain", more);
      }
      response.end();
    };
    more();
  };
};

/** The correct body after `change`. */
export const changed = (change: (right: Buffer) => Buffer): Answer => {
  return ({ response, right, contentType }) => {
    response.writeHead(200, { "content-type": contentType });
    response.end(change(right));
  };
};

/** The correct JSON with more fields. */
export const withFields = (fields: string): Answer =>
  changed((right) => Buffer.from(right.toString().replace(/\}$/, `,${fields}}`)));
