/**
 * Whether a literal can be corrected where it is written, although its value may reach more than the place with the
 * problem: the workflow with the other value has to decide and do the same, with fewer problems.
 */
import type { Reported } from "../../diagnostics/finding.ts";
import type { Json } from "../../lib/json.ts";
import { unreachable } from "../../lib/unreachable.ts";
import type { ChangedLiteral } from "../2-evaluate/changed-literal.ts";
import type { Data, Evaluation, LiteralData, ReferenceValue } from "../evaluation.ts";
import type { TS } from "../typescript.ts";
import type { Evidence } from "./evidence.ts";

/** What a workflow does, and what was reported about it. */
export interface Outcome {
  readonly evaluation: Pick<Evaluation, "calls" | "workflow" | "inputSchema" | "declared" | "steps">;
  readonly reported: readonly Reported<Evidence>[];
}

export class LiteralChanges {
  readonly #before: Outcome;
  readonly #change: (literal: ChangedLiteral) => Outcome | undefined;
  readonly #tried = new Map<TS.Expression, Map<unknown, boolean>>();

  /** `change` evaluates and checks the workflow with another value; `undefined` if that would cost too much. */
  constructor(before: Outcome, change: (literal: ChangedLiteral) => Outcome | undefined) {
    this.#before = before;
    this.#change = change;
  }

  isRight(literal: ChangedLiteral): boolean {
    const { node, value } = literal;
    const tried = this.#tried.get(node) ?? new Map<unknown, boolean>();
    this.#tried.set(node, tried);
    const isRight = tried.get(value) ?? this.#isRight(literal);
    tried.set(value, isRight);
    return isRight;
  }

  #isRight(literal: ChangedLiteral): boolean {
    const before = this.#before;
    const after = this.#change(literal);
    if (after === undefined) return false;
    const isReturned = before.evaluation.workflow !== undefined;
    const was = printWithout(literal.node, before, isReturned);
    const is = printWithout(literal.node, after, isReturned);
    const known = new Set(before.reported.map(keyOf));
    const [wrong, wrongAfter] = [wrongIn(before), wrongIn(after)];
    return (
      before.evaluation.steps === after.evaluation.steps &&
      printInterface(before) === printInterface(after) &&
      was.text === is.text &&
      was.literals.every((data) => wrong.has(data)) &&
      !is.literals.some((data) => wrongAfter.has(data)) &&
      after.reported.every((each) => known.has(keyOf(each)))
    );
  }
}

/** What the calls send and, if asked for, what is returned; the literal is left out, and listed. */
function printWithout(
  node: TS.Expression,
  { evaluation: { calls, workflow } }: Outcome,
  isReturned: boolean,
): { readonly text: string; readonly literals: readonly Data[] } {
  const literals: LiteralData[] = [];
  const plain = (data: Data): Json => {
    switch (data.kind) {
      case "literal":
        if (data.written !== node) return { value: data.value };
        literals.push(data);
        return "the literal";
      case "reference":
        return { reference: placeOf(data.reference) };
      case "text":
        return { text: data.text.parts.map((part) => (typeof part === "string" ? part : placeOf(part))) };
      case "list":
        return data.items.map(plain);
      case "record":
        return { record: Array.from(data.fields, ([key, field]) => [key, plain(field)]) };
      default:
        return unreachable(data);
    }
  };
  const sent = calls.map(({ endpoint, id = null, after, input }) => [
    endpoint,
    id,
    after.map(({ index }) => index),
    plain(input),
  ]);
  const returned = isReturned && workflow !== undefined ? plain(workflow.output) : null;
  return { text: JSON.stringify([sent, returned]), literals };
}

/** What the workflow expects of its callers and its own models, and what it says about itself. */
function printInterface({ evaluation: { inputSchema, declared, workflow } }: Outcome): string {
  const models = Array.from(declared.values(), ({ id, input, output }) => [
    id,
    input ?? null,
    output ?? null,
  ]);
  const { title, description } = workflow ?? {};
  return JSON.stringify([workflow?.inputSchema ?? inputSchema, title, description, models]);
}

function placeOf({ root, path }: ReferenceValue): Json {
  return [root === "input" ? root : root.index, ...path];
}

function wrongIn({ reported }: Outcome): ReadonlySet<Data> {
  return new Set(
    reported.flatMap(({ first: { evidence } }) =>
      evidence?.kind === "sent" ? evidence.found.map(({ problem }) => problem.place.data) : [],
    ),
  );
}

function keyOf({ first: { code, span } }: Reported<Evidence>): string {
  return `${code} ${span.start} ${span.end} ${span.source.path}`;
}
