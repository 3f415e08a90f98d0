/**
 * Runs the workflow's function directly, in a separate process. Its model calls are answered here; the process does
 * not get a fal key, so that nothing it does can be billed.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import process from "node:process";
import { StringDecoder } from "node:string_decoder";
import { fileURLToPath, pathToFileURL } from "node:url";
import { functionChild, packageManifest } from "../../assets.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import { describeFailure } from "../../runner/describe-failure.ts";
import type { Environment } from "../environment.ts";
import type { Project } from "../project/project.ts";
import { withoutKeys } from "../without-keys.ts";
import { authorPlaces } from "./author-places.ts";
import type { AnswerOrder, FromChild, ToChild } from "./messages.ts";
import type { FunctionEnding, FunctionRun, ObservedCall } from "./observation.ts";

export interface RunFunctionOptions {
  readonly project: Project;
  /** The workflow's file, relative to the project. */
  readonly source: string;
  /** The tsconfig.json that its imports are resolved with, absolute; `undefined` for none. */
  readonly configuration: string | undefined;
  /** As the user gave it: the function applies its own defaults. */
  readonly input: JsonObject;
  readonly order: AnswerOrder;
  /** Text nodes, which are computed here and are not model calls: the compiler adds nodes of that kind. */
  readonly answerText: (endpoint: string, input: JsonObject) => Json | undefined;
  readonly answer: (endpoint: string, input: Json) => Promise<Json>;
  /** For the whole run; then the process is killed. */
  readonly timeoutSeconds: number;
  /** Kills the process. */
  readonly signal: AbortSignal;
  /** The working folder and the environment of the process, which gets no key. */
  readonly cwd: string;
  readonly env: Environment;
  /** What the author's code prints, on either stream. */
  readonly print: (text: string) => void;
}

/** Rejects only if no process can be started. */
export async function runFunction(options: RunFunctionOptions): Promise<FunctionRun> {
  const { project, source, input, order, timeoutSeconds, signal } = options;
  const calls: ObservedCall[] = [];
  let parsedInput: JsonObject | undefined;
  let atOnce = 0;
  let unanswered = 0;

  const child = startChild(options);
  const send = (message: ToChild) => void (child.connected && child.send(message, () => undefined));
  const ending = await new Promise<FunctionEnding>((resolve, reject) => {
    const timer = setTimeout(() => resolve(tookTooLong(timeoutSeconds, unanswered)), timeoutSeconds * 1000);
    const interrupt = () => resolve({ kind: "interrupted" });
    signal.addEventListener("abort", interrupt, { once: true });
    if (signal.aborted) interrupt();

    const answerCall = async ({ call, endpoint, input: sent, stack }: FromChild & { kind: "call" }) => {
      unanswered += 1;
      try {
        // A text node's input that is not an object is rejected like any other invalid one.
        const text = options.answerText(endpoint, sent as JsonObject);
        if (text === undefined) {
          const [place] = authorPlaces(stack, project);
          calls.push({ endpoint, input: sent, place });
        }
        send({ kind: "answer", call, output: text ?? (await options.answer(endpoint, sent)) });
      } catch (error) {
        send({ kind: "failure", call, message: describeFailure(error).message });
      } finally {
        unanswered -= 1;
      }
    };
    child.on("message", (message: FromChild) => {
      switch (message.kind) {
        case "call":
          return void answerCall(message);
        case "input-parsed":
          parsedInput = message.input;
          return;
        case "returned":
          ({ atOnce } = message);
          return resolve({ kind: "returned", output: message.output });
        default:
          return resolve(endingOf(message, project));
      }
    });
    child.on("error", reject);
    child.on("close", (code, killedBy) => {
      const how = killedBy === null ? `with exit code ${code}` : `by ${killedBy}`;
      resolve({ kind: "stopped", message: `ended its process ${how} before it returned` });
      clearTimeout(timer);
      signal.removeEventListener("abort", interrupt);
    });
    send({ kind: "start", url: pathToFileURL(project.absolute(source)).href, input, order });
  });
  await end(child);
  return { calls, ending, parsedInput, atOnce };
}

function startChild({ configuration, cwd, env, print }: RunFunctionOptions): ChildProcess {
  // falc's own tsx: the project may have none.
  const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const program = fileURLToPath(functionChild);
  const child = spawn(process.execPath, ["--import", loader, program, String(process.pid)], {
    cwd,
    env: { ...withoutKeys(env), TSX_TSCONFIG_PATH: configuration ?? noConfiguration },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    const decoder = new StringDecoder("utf8");
    stream?.on("data", (bytes: Buffer) => print(decoder.write(bytes)));
  }
  return child;
}

/** falc's own package.json, which sets no options. Without a path, tsx also searches outside the project. */
const noConfiguration = fileURLToPath(packageManifest);

function tookTooLong(seconds: number, unanswered: number): FunctionEnding {
  const waiting = unanswered === 0 ? "" : `; ${unanswered} of its calls were still unanswered`;
  return {
    kind: "stopped",
    message: `did not return within ${seconds} s${waiting}`,
    hint: "To allow more time: --timeout <seconds>",
  };
}

function endingOf(
  message: Exclude<FromChild, { readonly kind: "call" | "input-parsed" | "returned" }>,
  project: Project,
): FunctionEnding {
  if (message.kind === "input-refused") return message;
  if (message.kind === "stuck") {
    return {
      kind: "stopped",
      message: "will never return: it waits for something that will never happen",
    };
  }
  const places = authorPlaces(message.stack, project);
  if (message.during === "run") return { kind: "threw", message: message.message, places };
  const [, missing] = /Cannot find (?:package|module) '([^'./][^']*)'/.exec(message.message) ?? [];
  return {
    kind: "stopped",
    message: `could not be loaded: ${message.message.split("\n")[0] ?? ""}`,
    ...(missing !== undefined && {
      hint: `Install it in the project of the workflow: npm install ${missing}`,
    }),
  };
}

/** Resolves when the process has ended and all its messages have arrived. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const closed = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGKILL");
    await closed;
  }
}
