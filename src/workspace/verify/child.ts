/**
 * The process that runs the author's function, started by `run-function.ts` with tsx as its loader. Independent of
 * models: each call is sent to the parent, which answers. Ends itself after reporting how the run ended.
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

/** The answer of a failed call. If the author does not await it, it is ignored: the parent knows. */
class CallFailed extends Error {
  override readonly name = "CallFailed";
}

/** The part used here; the author's zod may be another version than falc's. */
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

// Deep enough to reach the workflow from inside the author's helpers.
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
  // With nothing left to wait for, the process ends: that is how a stuck run shows.
  process.channel?.unref();
  const gate = new AnswerGate(order);
  const running: Promise<Json>[] = [];
  const answer = (endpoint: string, sent: unknown): Promise<Json> => {
    const call = running.length;
    const answered = new Promise<Json>((resolve, reject) => pending.set(call, { resolve, reject }));
    process.channel?.ref();
    const stack = new Error().stack ?? "";
    // falc's own `model` has converted its input to JSON.
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
      // A call that nobody awaits is still made, and may be followed by others.
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
  // In a package without "type": "module", the file is CommonJS, and its exports are the default of the import.
  const exports = typeof loaded.default === "function" ? loaded : ((loaded.default ?? {}) as WorkflowModule);
  if (typeof exports.default !== "function") throw new TypeError("its default export is not a function");
  // The compiler has checked that it is an async function with at most one parameter.
  return { workflow: exports.default as (input: unknown) => Promise<unknown>, schema: exports.input };
}

/** Parsed by the workflow's zod schema; unchanged without one. */
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
  // Without a parent, nobody is listening.
  if (process.connected) process.send?.(message, undefined, undefined, sent);
}

/** Reports how the run ended, and exits: the author's timers and servers do not delay it. */
function finish(message: FromChild): void {
  send(message, () => process.exit());
}
