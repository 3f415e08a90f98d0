/** `falc emulator`: serves the emulator of fal on this machine until it is stopped. */
import { InvalidArgumentError } from "commander";
import type { EmulatedCall, Emulator, EmulatorOptions } from "../../emulator/start-emulator.ts";
import { printable, printableJson } from "../../lib/printable.ts";
import { readFaultsFile } from "../../workspace/emulator/faults-file.ts";
import { openEmulatorCatalog } from "../../workspace/emulator/open-emulator-catalog.ts";
import { Project } from "../../workspace/project/project.ts";
import { warnOfOtherClient } from "../client-notice.ts";
import { createCommand } from "../command-line.ts";
import { CommandError, exit, type ExitCode, type Io } from "../io.ts";
import { namedFile } from "../named-file.ts";
import { paintFor } from "../paint.ts";
import { wholeNumber } from "../run/options.ts";

interface Options {
  readonly port?: number;
  readonly latency?: number;
  readonly faults?: string;
  readonly json?: boolean;
}

/** `argv`: the words after `emulator`. Being stopped is its normal end: exit code 0 after Ctrl-C, SIGTERM and SIGHUP. */
export async function emulatorCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  await createCommand("falc emulator", io)
    .usage("[options]")
    .description(
      "Serve fal's API on this machine, until Ctrl-C: for fal's own client and for falc run. Inputs are checked as " +
        "fal does, and answers are stand-ins. No key, no network, no cost.",
    )
    .option("--port <n>", `port on 127.0.0.1; 0 is any free one (default: ${defaultPort})`, portNumber)
    .option("--latency <ms>", "minimum duration of each call (default: 0)", wholeNumber(0))
    .option("--faults <file>", "what goes wrong, and when: a JSON file of rules")
    .option("--json", "print the address and each accepted call as JSON lines")
    .addHelpText(
      "after",
      `
It knows the endpoints of the project, also those that its compiled workflows declare; outside a project, those of fal's
client. Only this machine reaches it.

A file of faults, here a submit that is accepted although its answer is lost, and a result that needs three attempts:
  { "rules": [
    { "stage": "submit", "call": 2, "kind": "cut", "at": "after" },
    { "stage": "result", "ask": { "to": 2 }, "kind": "error", "status": 504 } ] }

Examples:
  falc emulator                                         in one terminal, and in another:
  falc run product-shot --prompt "a red chair" --emulator http://127.0.0.1:${defaultPort}
  falc emulator --port 0 --json --faults faults.json    in a test`,
    )
    .action(async (options: Options) => serve(options, io))
    .parseAsync([...argv], { from: "user" });
  return exit.ok;
}

const defaultPort = 8787;

function portNumber(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError("It takes a port from 1 to 65535, or 0 for any free one.");
}

async function serve(options: Options, io: Io): Promise<void> {
  const { port = defaultPort, latency: latencyMs = 0, faults: file, json = false } = options;
  const faults = file === undefined ? undefined : namedFile(() => readFaultsFile(file, io.cwd));
  const project = new Project(io.cwd);
  warnOfOtherClient(project, io);
  const stop = io.catchInterrupt();
  const catalog = openEmulatorCatalog(project);
  const onCall = (call: EmulatedCall) => printCall(call, json, io);
  const emulator = await start({ catalog, port, latencyMs, faults, onCall });
  try {
    printAddress(emulator.url, json, io);
    // A reader that has seen the address may go away: somebody else uses it.
    await new Promise<void>((resolve) => {
      if (stop.aborted) resolve();
      stop.addEventListener("abort", () => resolve(), { once: true });
    });
  } finally {
    await emulator.close();
  }
}

async function start(options: EmulatorOptions & { readonly port: number }): Promise<Emulator> {
  const { startEmulator } = await import("../../emulator/start-emulator.ts");
  try {
    return await startEmulator(options);
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall !== "listen") throw error;
    const reason = code === "EADDRINUSE" ? "is taken" : `cannot be used: ${code ?? "unknown error"}`;
    throw new CommandError(
      `port ${options.port} ${reason}`,
      exit.failed,
      "Choose another one, or any that is free: --port 0",
    );
  }
}

function printAddress(url: string, json: boolean, io: Io): void {
  if (json) {
    io.stdout.write(`${JSON.stringify({ kind: "listening", url })}\n`);
    return;
  }
  const paint = paintFor(io.stderr, io.env);
  io.stdout.write(`fal, emulated, at ${url} until Ctrl-C: falc run <workflow> --emulator ${url}\n`);
  const hint =
    `In fal's client: createFalClient({ credentials: "any:key", requestMiddleware: async (request) =>\n` +
    `  ({ ...request, url: request.url.replace("https://", "${url}/") }) })`;
  io.stderr.write(`${paint.faint(hint)}\n`);
}

function printCall(call: EmulatedCall, json: boolean, io: Io): void {
  if (json) io.stdout.write(`${printableJson(JSON.stringify({ kind: "call", ...call }))}\n`);
  else io.stderr.write(`${printable(call.endpoint)}  ${call.requestId}\n`);
}
