#!/usr/bin/env node
/** The process: argv and streams in, exit code out. The only file that ends it. */
import process from "node:process";
import type { Output } from "./io.ts";
import { main } from "./main.ts";

function output(stream: NodeJS.WriteStream): Output {
  // `falc … | head` closes the pipe: no reason for a stack trace.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY ?? false,
    get columns() {
      return stream.columns ?? 80;
    },
  };
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

const interrupt = new AbortController();
process.once("SIGINT", () => interrupt.abort());

process.exitCode = await main(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  readStdin,
  interrupted: interrupt.signal,
});
