#!/usr/bin/env node
/** The process: argv and streams in, exit code out. The only file that ends it. */
import process from "node:process";
import { exit, type Output } from "./io.ts";
import { main } from "./main.ts";

function output(stream: NodeJS.WriteStream): Output {
  // `falc … | head` closes the pipe: no reason for a stack trace.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(exit.ok);
    throw error;
  });
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY ?? false,
    get columns() {
      return stream.columns || 80;
    },
    get rows() {
      return stream.rows || 24;
    },
  };
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function catchInterrupt(): AbortSignal {
  const interrupt = new AbortController();
  process.on("SIGINT", () => {
    if (interrupt.signal.aborted) process.exit(exit.interrupted);
    interrupt.abort();
  });
  return interrupt.signal;
}

process.exitCode = await main(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  readStdin,
  catchInterrupt,
});
