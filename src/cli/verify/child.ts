/**
 * The process that runs the author's function, started by `run-function.ts` with tsx as its loader. Knows nothing of
 * models: each call is sent to the parent, which answers. It ends itself when it has told how the run ended.
 */
import process from "node:process";
import { setImmediate as nextTurn } from "node:timers/promises";
import { withBackend } from "../../authoring/backend.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import { AnswerGate } from "./answer-gate.ts";
import { endWithParent } from "./end-with-parent.ts";
import type { FromChild, ToChild } from "./messages.ts";

type Start = ToChild & { readonly kind: "start" };

interface Pending {
  readonly resolve: (output: Json) => void;
  readonly reject: (error: CallFailed) => void;
}

/** The answer of a call that failed. Left alone when the author does not await it: the parent knows. */
class CallFailed extends Error {
  override readonly name = "CallFailed";
}

/** As far as it is used here; the author's zod may be another than falc's. */
interface ZodSchema {
  safeParse(value: unknown): {
    readonly data?: unknown;
    readonly error?: {
      readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
    };
  };
}

interface WorkflowModule {
  readonly default?: unknown;
  readonly input?: unknown;
}

const pending = new Map<number, Pending>();
let during: "loading" | "run" = "loading";

// Deep enough to lead out of the author's helpers into the workflow.
Error.stackTraceLimit = 50;
process.on("message", (message: ToChild) => {
  if (message.kind === "start") return void run(message).catch(reportError);
  const waiting = pending.get(message.call);
  pending.delete(message.call);
  if (pending.size === 0) process.channel?.unref();
  if (message.kind === "answer") waiting?.resolve(message.output);
  else waiting?.reject(new CallFailed(message.message));
});
process.on("unhandledRejection", (reason) => {
  if (!(reason instanceof CallFailed)) reportError(reason);
});
process.on("uncaughtException", reportError);
process.on("beforeExit", () => finish({ kind: "stuck" }));
process.on("disconnect", () => process.exit());
endWithParent(Number(process.argv[2]));

async function run({ url, input, order }: Start): Promise<void> {
  // With nothing to wait for the process would end: that is how a run that is stuck shows itself.
  process.channel?.unref();
  const gate = new AnswerGate(order);
  const running: Promise<Json>[] = [];
  const answer = (endpoint: string, sent: unknown): Promise<Json> => {
    const call = running.length;
    const answered = new Promise<Json>((resolve, reject) => pending.set(call, { resolve, reject }));
    process.channel?.ref();
    const stack = new Error().stack ?? "";
    // What falc's own `model` hands on went through JSON.
    send({ kind: "call", call, endpoint, input: sent as Json, stack });
    const held = gate.hold(call, answered);
    running.push(held);
    return held;
  };
  await withBackend(
    ({ endpoint, input: sent }) => answer(endpoint, sent),
    async () => {
      const { workflow, schema } = await load(url);
      during = "run";
      const parsed = parseInput(schema, input);
      if ("problem" in parsed) return finish({ kind: "input-refused", message: parsed.problem });
      const returned = await workflow(parsed.input);
      const output = toJson(returned ?? null);
      // A call that nobody awaits is made all the same, and may be followed by others.
      for (let settled = 0; settled < running.length;) {
        await Promise.allSettled([running[settled++]]);
        if (settled === running.length) await nextTurn();
      }
      finish({ kind: "returned", output, atOnce: gate.atOnce });
    },
  );
}

async function load(url: string): Promise<{
  readonly workflow: (input: unknown) => Promise<unknown>;
  readonly schema: unknown;
}> {
  const loaded = (await import(url)) as WorkflowModule;
  // In a package without "type": "module" the file is CommonJS, and its exports are the default of what was imported.
  const exports = typeof loaded.default === "function" ? loaded : ((loaded.default ?? {}) as WorkflowModule);
  if (typeof exports.default !== "function") throw new TypeError("its default export is not a function");
  // The compiler has looked at it: an async function with at most one parameter.
  return { workflow: exports.default as (input: unknown) => Promise<unknown>, schema: exports.input };
}

/** As the workflow's zod schema has it; without one, as it is. */
function parseInput(schema: unknown, input: JsonObject): { readonly input: unknown } | { problem: string } {
  if (!isZodSchema(schema)) return { input };
  const { data, error } = schema.safeParse(input);
  if (error !== undefined) {
    const problems = error.issues.map(({ path, message }) =>
      [path.map(String).join("."), message].filter((part) => part !== "").join(": "),
    );
    return { problem: problems.join("; ") };
  }
  send({ kind: "input-parsed", input: toJson(data) as JsonObject });
  return { input: data };
}

function isZodSchema(value: unknown): value is ZodSchema {
  return typeof value === "object" && value !== null && "safeParse" in value;
}

function toJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

function reportError(error: unknown): void {
  const { name, message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const text = error instanceof Error ? `${name}: ${message}` : String(error);
  finish({ kind: "threw", during, message: text, ...(typeof code === "string" && { code }), stack });
}

function send(message: FromChild, sent: () => void = () => undefined): void {
  // Without a parent there is nobody to tell.
  if (process.connected) process.send?.(message, undefined, undefined, sent);
}

/** Says how it ended, and ends: timers and servers of the author's do not keep it. */
function finish(message: FromChild): void {
  send(message, () => process.exit());
}
