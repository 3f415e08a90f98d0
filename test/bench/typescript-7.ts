/** TypeScript 7 as editors run it: its language server, over stdin and stdout. */
import { spawn } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Editor } from "./editor.ts";

/** The native compiler itself, without the `node` wrapper of `bin/tsc`. */
export const typescript7 = fileURLToPath(
  new URL(
    `../../node_modules/@typescript/typescript-${process.platform}-${process.arch}/lib/tsc`,
    import.meta.url,
  ),
);

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Resolves when the server is ready; it has read no file yet. */
export async function openTypeScript7(folder: string): Promise<Editor> {
  const server = spawn(typescript7, ["--lsp", "--stdio"], { cwd: folder, stdio: ["pipe", "pipe", "ignore"] });
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  const texts = new Map<string, { readonly text: string; readonly version: number }>();
  let asked = 0;

  const send = (message: object) => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const ask = (method: string, params: object) =>
    new Promise<unknown>((resolve, reject) => {
      waiting.set(++asked, { resolve, reject });
      send({ id: asked, method, params });
    });
  readMessages(server.stdout, ({ id, method, result, error }) => {
    if (id === undefined) return;
    // The server also requests settings: there are none.
    if (method !== undefined) return send({ id, result: null });
    const asker = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asker?.resolve(result);
    else asker?.reject(new Error(error.message));
  });
  server.on("exit", () => {
    for (const { reject } of waiting.values()) reject(new Error("TypeScript 7 ended"));
  });

  const uri = (file: string) => pathToFileURL(file).href;
  const place = (file: string, offset: number) => {
    const before = (texts.get(file)?.text ?? "").slice(0, offset).split("\n");
    return {
      textDocument: { uri: uri(file) },
      position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 },
    };
  };
  await ask("initialize", {
    processId: process.pid,
    rootUri: uri(folder),
    capabilities: { textDocument: { hover: { contentFormat: ["plaintext"] } } },
  });
  send({ method: "initialized", params: {} });
  return {
    write(file, text) {
      const version = (texts.get(file)?.version ?? 0) + 1;
      texts.set(file, { text, version });
      const [method, params] =
        version === 1
          ? ["didOpen", { textDocument: { uri: uri(file), languageId: "typescript", version, text } }]
          : ["didChange", { textDocument: { uri: uri(file), version }, contentChanges: [{ text }] }];
      send({ method: `textDocument/${method}`, params });
    },
    async complete(file, offset) {
      const found = (await ask("textDocument/completion", place(file, offset))) as {
        readonly items: readonly { readonly label: string }[];
      } | null;
      return found?.items.map(({ label }) => label) ?? [];
    },
    async hover(file, offset) {
      const found = (await ask("textDocument/hover", place(file, offset))) as {
        readonly contents: { readonly value: string };
      } | null;
      return found?.contents.value ?? "";
    },
    close() {
      server.kill();
    },
  };
}

/**
 * Calls `take` with each message of the language server protocol: a header with the length of the body, then the
 * body.
 */
function readMessages(stream: NodeJS.ReadableStream, take: (message: Message) => void): void {
  let unread = Buffer.alloc(0);
  stream.on("data", (chunk: Buffer) => {
    unread = Buffer.concat([unread, chunk]);
    for (;;) {
      const header = unread.indexOf("\r\n\r\n");
      if (header < 0) return;
      const length = Number(/Content-Length: (\d+)/.exec(unread.toString("latin1", 0, header))?.[1]);
      const end = header + 4 + length;
      if (unread.length < end) return;
      const body = unread.toString("utf8", header + 4, end);
      unread = unread.subarray(end);
      take(JSON.parse(body) as Message);
    }
  });
}
