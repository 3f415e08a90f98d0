/** The process: argv and streams in, exit code out. The only file that ends it. */
import process from "node:process";
import { systemReason } from "../lib/system-reason.ts";
import { systemError } from "../workspace/system-error.ts";
import { exit, type ExitCode, Interrupt, type Io, isLost, type Output } from "./io.ts";

type ProcessOutput = Required<Output>;

function output(stream: NodeJS.WriteStream): ProcessOutput {
  // `falc … | head` closes the pipe: the command still runs to its end, for example to save what was paid for.
  const closed = new AbortController();
  stream.on("error", (error) => closed.abort(error));
  return {
    write: (text) => void (closed.signal.aborted || stream.write(text)),
    // Also resolves if the stream is closed. Node reports an error a moment after the call.
    flush: () => new Promise((resolve) => void stream.write("", () => setImmediate(resolve))),
    closed: closed.signal,
    isTerminal: stream.isTTY ?? false,
    get columns() {
      return stream.columns || 80;
    },
    get rows() {
      return stream.rows || 24;
    },
  };
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function ask(question: string): Promise<string> {
  const { createInterface } = await import("node:readline/promises");
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // Its own would only end the question.
  lines.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  const closed = new Promise<string>((resolve) => lines.once("close", () => resolve("")));
  try {
    return await Promise.race([lines.question(question), closed]);
  } finally {
    lines.close();
  }
}

function catchInterrupt(): AbortSignal {
  const interrupt = new AbortController();
  const signals = { SIGINT: exit.interrupted, SIGTERM: exit.terminated, SIGHUP: exit.hungUp } as const;
  for (const [signal, code] of Object.entries(signals)) {
    process.on(signal, () => {
      if (interrupt.signal.aborted) process.exit(code);
      interrupt.abort(new Interrupt(code));
    });
  }
  return interrupt.signal;
}

/**
 * `main`: the command line, which throws only if its own files cannot be read. The end is not left to the event loop:
 * a request that was given up, or the wait of fal's client before it repeats one, would keep the process for up to a
 * minute.
 */
export async function runProcess(
  main: (argv: readonly string[], io: Io) => ExitCode | Promise<ExitCode>,
): Promise<void> {
  const stdout = output(process.stdout);
  const stderr = output(process.stderr);
  const fail = (message: string): ExitCode => {
    stderr.write(`error: ${message}\n`);
    return exit.failed;
  };
  const start = async (): Promise<ExitCode> => {
    const cwd = workingFolder();
    if (cwd === undefined) return fail("the working folder does not exist any more, or may not be read");
    try {
      const io: Io = { cwd, env: process.env, stdout, stderr, readStdin, catchInterrupt };
      const canAsk = process.stdin.isTTY && stderr.isTerminal && !process.env["CI"];
      return await main(process.argv.slice(2), canAsk ? { ...io, ask } : io);
    } catch (error) {
      const known = systemError(error);
      if (known === undefined) throw error;
      return fail(known.message);
    }
  };
  const code = await start();
  await stdout.flush();
  const problem: unknown = stdout.closed.reason;
  if (isLost(stdout)) fail(`cannot write to standard output: ${systemReason(problem) ?? String(problem)}`);
  await stderr.flush();
  // A result that could not be written is a failure.
  process.exit(code === exit.ok && isLost(stdout) ? exit.failed : code);
}

/** `undefined` if it was removed since the shell went there. */
function workingFolder(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}
