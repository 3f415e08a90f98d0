/** The object that a call of a generator function returns. Its code has not started, and runs only on demand. */
import type { Flow } from "../machine/flow.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { Scope } from "../machine/scope.ts";
import { hasModifier } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { settle } from "../machine/await-value.ts";
import { hoistVars } from "../syntax/hoist.ts";
import { statementList } from "../syntax/statements.ts";
import {
  type Activation,
  type CallSite,
  type FunctionNode,
  type GeneratorValue,
  type Resumption,
  undefinedValue,
  type Value,
} from "../values/values.ts";
import { Steps } from "./steps.ts";

export function isGenerator(node: FunctionNode): boolean {
  return "asteriskToken" in node && node.asteriskToken !== undefined;
}

/** `place` is where the body runs, with its parameters bound. */
export function makeGenerator(
  node: FunctionNode,
  body: TS.Block,
  place: Place,
  machine: Machine,
): GeneratorValue {
  const isAsync = hasModifier(node, ts.SyntaxKind.AsyncKeyword);
  const activation: Activation = { ...place.activation, parts: new Map() };
  const frame = { node, activation, tries: 0, needed: 0 };
  const steps = new Steps(bodyFlow(body, isAsync, { ...place, activation }, machine), machine);
  let state: "new" | "paused" | "running" | "over" = "new";
  const resume = (sent: Resumption, site: CallSite, from: Place) => {
    // Taking a value affects everyone else who uses the generator.
    machine.touch(generator, true, site.node, from);
    if (state === "running") {
      const text = "Generator is already running";
      return { value: machine.throws("TypeError", "program-throws", site.node, from, { text }), done: true };
    }
    if (state === "new" && sent.kind !== "next") state = "over";
    if (state === "over") {
      if (sent.kind === "throw") return machine.raise(sent.thrown);
      return { value: sent.kind === "return" ? sent.value : undefinedValue, done: true };
    }
    state = "running";
    try {
      const step = machine.resume(frame, sent, site, from, () => steps.next(sent));
      state = step.done ? "over" : "paused";
      return step;
    } catch (error) {
      state = "over";
      throw error;
    }
  };
  const generator: GeneratorValue = { kind: "generator", isAsync, resume };
  return generator;
}

function* bodyFlow(body: TS.Block, isAsync: boolean, place: Place, machine: Machine): Flow<Value> {
  const scope = new Scope(place.scope);
  hoistVars(body, scope, place.scope);
  const inside = { ...place, scope };
  const completion = yield* statementList(body.statements, inside, machine);
  if (completion.kind !== "return") return undefinedValue;
  return isAsync ? settle(completion.value, completion.node, place, machine) : completion.value;
}
