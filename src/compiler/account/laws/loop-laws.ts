/** How a loop must go: as long as its condition holds or there are elements, up to a jump. */
import { ts, type TS } from "../../typescript.ts";
import type { Completion } from "../../2-evaluate/machine/machine.ts";
import { type Frame, type Happened } from "./frame.ts";
import { isTruthy } from "./same.ts";
import { endsWith, findUnbound } from "./sequence.ts";

export function findWrongLoop(
  node: TS.IterationStatement,
  frame: Frame,
  completion: Completion,
): string | undefined {
  if (ts.isForInStatement(node) || ts.isForOfStatement(node))
    return findLostElements(node, frame, completion);
  if (
    ts.isForStatement(node) &&
    node.initializer !== undefined &&
    ts.isVariableDeclarationList(node.initializer)
  ) {
    const unbound = findUnbound(node.initializer, frame);
    if (unbound !== undefined) return unbound;
  }
  const steps = stepsOf(node as TS.ForStatement | TS.WhileStatement | TS.DoStatement, frame.happened);
  const { condition, incrementor } = partsOf(node as TS.ForStatement | TS.WhileStatement | TS.DoStatement);
  let isFirst = true;
  for (let index = 0; ; isFirst = false) {
    if (!isFirst && incrementor !== undefined && steps[index++]?.node !== incrementor) return early;
    if (condition !== undefined && !(isFirst && ts.isDoStatement(node))) {
      const step = steps[index++];
      if (step?.as !== "value" || step.node !== condition) return early;
      if (!isTruthy(step.value)) return endOf(steps, index, completion, { kind: "normal" });
    }
    const body = steps[index++];
    if (body?.as !== "statement") return early;
    const ended = endingOf(body.completion, node);
    if (ended !== undefined) return endOf(steps, index, completion, ended);
  }
}

const early = "a loop left out an iteration";

type Step = Exclude<Happened, { readonly as: "bound" | "applied" | "resumed" }>;

function partsOf(node: TS.ForStatement | TS.WhileStatement | TS.DoStatement): {
  readonly condition: TS.Expression | undefined;
  readonly incrementor: TS.Expression | undefined;
} {
  return ts.isForStatement(node)
    ? { condition: node.condition, incrementor: node.incrementor }
    : { condition: node.expression, incrementor: undefined };
}

function stepsOf(
  node: TS.ForStatement | TS.WhileStatement | TS.DoStatement,
  happened: readonly Happened[],
): readonly Step[] {
  const { condition, incrementor } = partsOf(node);
  return happened.filter(
    (each): each is Step =>
      (each.as === "value" && (each.node === condition || each.node === incrementor)) ||
      (each.as === "statement" && each.node === node.statement),
  );
}

function endOf(
  steps: readonly Step[],
  index: number,
  given: Completion,
  expected: Completion,
): string | undefined {
  return index === steps.length ? endsWith(given, expected) : "a loop went on after its end";
}

/** How the loop ends after a round of its body; `undefined` if it continues. */
function endingOf(completion: Completion | undefined, node: TS.Node): Completion | undefined {
  if (completion === undefined || completion.kind === "normal") return undefined;
  if (completion.kind === "return") return completion;
  if (completion.label !== undefined && !labelsOf(node).has(completion.label)) return completion;
  return completion.kind === "break" ? { kind: "normal" } : undefined;
}

function labelsOf(node: TS.Node): ReadonlySet<string> {
  const labels = new Set<string>();
  for (let outer = node.parent; ts.isLabeledStatement(outer); outer = outer.parent)
    labels.add(outer.label.text);
  return labels;
}

/** Each element was compared when it was bound; here, that none was left over. */
function findLostElements(
  node: TS.ForInOrOfStatement,
  { happened, elements }: Frame,
  completion: Completion,
): string | undefined {
  const bodies = happened.filter((each) => each.as === "statement");
  const last = bodies.at(-1);
  const ended = endingOf(last?.completion, node);
  if (bodies.slice(0, -1).some((each) => endingOf(each.completion, node) !== undefined)) {
    return "a loop went on after its end";
  }
  if (ended !== undefined) return endsWith(completion, ended);
  const resumed = happened.filter((each) => each.as === "resumed");
  const isLeftOver = resumed.length > 0 ? resumed.at(-1)?.done !== true : elements?.next().done === false;
  return isLeftOver ? "a loop ended before its last element" : endsWith(completion, { kind: "normal" });
}
