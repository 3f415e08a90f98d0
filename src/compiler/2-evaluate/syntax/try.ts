/**
 * `throw`, and `try` around known values: thrown values are caught as in JavaScript. A failing node ends its graph's
 * run, so a `try` around a model call, or around a part of its answer that may be missing, is refused.
 */
import { type TS } from "../../typescript.ts";
import { completionOf, type Flow, type StatementFlow, valueOf } from "../machine/flow.ts";
import { AuthorThrow, type Completion, type Machine, type Place, ThrownToCatch } from "../machine/machine.ts";
import { innerPlace } from "../machine/scope.ts";
import { joinText } from "../values/text.ts";
import { isError } from "../values/describe.ts";
import type { Poison, Thrown, Value } from "../values/values.ts";
import { declareNames } from "./hoist.ts";

export const throwStatement: StatementFlow<TS.ThrowStatement> = function* (node, place, machine) {
  const value = yield* valueOf(node.expression, place);
  // The value to throw was refused.
  if (value.kind === "poison") throw new AuthorThrow();
  return machine.raise({ value, report: () => reportThrown(value, node, place, machine) });
};

function reportThrown(value: Value, node: TS.ThrowStatement, place: Place, machine: Machine): Poison {
  return machine.refuse("thrown", node, place, {
    text: messageOf(value, node, place, machine) ?? machine.textOf(node.expression, place),
  });
}

/** The author's message, if known. */
function messageOf(
  value: Value,
  node: TS.ThrowStatement,
  place: Place,
  machine: Machine,
): string | undefined {
  if (value.kind === "known") return String(value.value);
  if (value.kind !== "object" || !isError(value)) return undefined;
  const message = value.hidden?.message ?? value.fields.message;
  if (message === undefined) return undefined;
  const shown = joinText([{ value: message, node }], place, machine);
  return shown.kind === "known" ? String(shown.value) : undefined;
}

export const tryStatement: StatementFlow<TS.TryStatement> = function* (node, place, machine) {
  const { tryBlock, catchClause, finallyBlock } = node;
  const needed = () => machine.runTimeUses + machine.calls.length - (place.activation.elsewhere ?? 0);
  const before = needed();
  let ended = yield* attempt(completionOf(tryBlock, place), place, machine);
  if (needed() !== before) {
    const keyword = node.getFirstToken(place.module.tree) ?? node;
    machine.refuse("try-unsupported", keyword, place, undefined);
    machine.forget();
  }
  if (ended.kind === "thrown" && catchClause !== undefined) {
    const { thrown } = ended;
    ended =
      finallyBlock === undefined
        ? yield* runCatch(catchClause, thrown, place, machine)
        : yield* attempt(runCatch(catchClause, thrown, place, machine), place, machine);
  }
  if (finallyBlock !== undefined) {
    const last = yield* completionOf(finallyBlock, place);
    // A `return` or jump in it overrides the previous completion.
    if (last.kind !== "normal") return last;
  }
  return ended.kind === "thrown" ? machine.raise(ended.thrown) : ended;
};

/** Runs a block of a `try`; returns what it throws instead of throwing it. */
function* attempt(
  flow: Flow<Completion>,
  place: Place,
  machine: Machine,
): Flow<Completion | { readonly kind: "thrown"; readonly thrown: Thrown }> {
  machine.beginTry();
  try {
    return yield* flow;
  } catch (error) {
    if (!(error instanceof ThrownToCatch)) throw error;
    machine.returnTo(place);
    return { kind: "thrown", thrown: error.thrown };
  } finally {
    machine.endTry();
  }
}

function* runCatch(
  { variableDeclaration, block }: TS.CatchClause,
  { value }: Thrown,
  place: Place,
  machine: Machine,
): Flow<Completion> {
  const inside = innerPlace(place);
  if (variableDeclaration !== undefined) {
    declareNames(variableDeclaration.name, false, inside.scope);
    machine.bind(variableDeclaration.name, value, variableDeclaration.name, inside, "let");
  }
  return yield* completionOf(block, inside);
}
