/**
 * Whether every call, operand and key of the reachable source is in the artifact, or there is a reason why not. Walks
 * the syntax trees by independent rules, looks up what was observed during evaluation, and reads the artifact's own
 * text.
 */
import { positionAt } from "../../diagnostics/span.ts";
import type { Module, ParsedWorkflow } from "../1-parse/module.ts";
import type { EvaluatedWorkflow } from "../evaluation.ts";
import type { Completion } from "../2-evaluate/machine/machine.ts";
import { isTransparent } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import type { EmittedWorkflow } from "../5-emit/emit.ts";
import { compareArtifact } from "./artifact.ts";
import type { Coverage, CoverageProblem, CoveredPlace } from "./coverage.ts";
import { expressionSteps, propertySteps, targetSteps } from "./expression-steps.ts";
import { Fates, type Verdict } from "./fates.ts";
import { patternSteps } from "./function-steps.ts";
import { compareInterface, expectedInterface } from "./interface.ts";
import { isOfType, listPlaces, placeKindOf } from "./list-places.ts";
import type { Recording } from "./recording.ts";
import { statementSteps } from "./statement-steps.ts";
import { quote, type Step } from "./steps.ts";

/** `evaluated`: determines how the workflow is called and described. */
export function cover(
  workflow: ParsedWorkflow,
  recording: Recording,
  evaluated: Pick<EvaluatedWorkflow, "name" | "title" | "description">,
  emitted: EmittedWorkflow,
): Coverage {
  const expected = expectedInterface(evaluated, recording);
  const comparison = compareArtifact(recording, expected, emitted);
  const fates = new Fates(recording, comparison, expected);
  const walk = new Walk(workflow, recording, fates);
  walk.run();
  const inSchema = compareInterface(expected, comparison.neverReused, emitted.schema, recording);
  return { places: walk.places(), problems: [...comparison.problems, ...inSchema, ...walk.problems] };
}

class Walk {
  readonly problems: CoverageProblem[] = [];
  readonly #modules: ReadonlyMap<TS.Node, Module>;
  readonly #workflow: ParsedWorkflow;
  readonly #recording: Recording;
  readonly #fates: Fates;
  readonly #places = new Map<TS.Node, CoveredPlace>();

  constructor(workflow: ParsedWorkflow, recording: Recording, fates: Fates) {
    this.#workflow = workflow;
    this.#modules = new Map([...workflow.modules.values()].map((module) => [module.tree, module]));
    this.#recording = recording;
    this.#fates = fates;
  }

  run(): void {
    for (const node of this.#recording.pauses.values()) this.#recording.addLeft(node);
    const run = findRunning(this.#workflow);
    for (const module of this.#workflow.modules.values()) {
      if (run.has(module.path)) this.#visit({ as: "part", node: module.tree });
      else this.#excuse(module.tree, "only types are imported from this file");
    }
    for (const { node, message } of this.#recording.gaps) this.#problem(node, message);
    for (const { node } of this.#recording.calls) {
      if (!this.#places.has(node)) this.#problem(node, "a model was called in unreached code");
    }
  }

  /** In file order. */
  places(): readonly CoveredPlace[] {
    return [...this.#places.values()].sort(
      (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.start - b.start || b.end - a.end,
    );
  }

  #visit(first: Step): void {
    const waiting: Step[] = [first];
    for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
      const { node } = step;
      if (isOfType(node)) continue;
      if (step.as === "excused") {
        this.#excuse(node, step.reason);
        continue;
      }
      if (!this.#wasReached(step)) {
        const reason = this.#endBefore(node);
        if (reason !== undefined) {
          this.#excuse(node, reason);
          continue;
        }
        this.#lose(node, "the evaluation skipped it, for no known reason");
        continue;
      }
      if (step.as !== "target") this.#note(node);
      const below = step.as === "target" ? targetSteps(node, this.#recording) : this.#stepsBelow(node);
      if (below === undefined) this.#lose(node, `there is no account of ${ts.SyntaxKind[node.kind]}`);
      else for (const each of below) waiting.push(each);
    }
  }

  #stepsBelow(node: TS.Node): readonly Step[] | undefined {
    const { values } = this.#recording;
    return (
      statementSteps(node, this.#recording) ??
      propertySteps(node, this.#recording) ??
      patternSteps(node, this.#recording) ??
      (ts.isExpression(node) || ts.isTemplateLiteralToken(node) || values.has(node)
        ? expressionSteps(node, this.#recording)
        : undefined)
    );
  }

  /** The preceding code that ended the evaluation of something around the node. */
  #endBefore(node: TS.Node): string | undefined {
    const { threw, left } = this.#recording;
    const last = (ended: ReadonlySet<TS.Node>, each: TS.Node) =>
      ended.has(each)
        ? [...ended].filter((one) => one.pos >= each.pos && one.end <= node.getStart()).at(-1)
        : undefined;
    for (let each = node.parent; each !== undefined; each = each.parent) {
      const thrower = last(threw, each);
      if (thrower !== undefined) return `${quote(thrower)} throws before it`;
      const pause = last(left, each);
      if (pause !== undefined) return `${quote(pause)} is where its generator is left`;
    }
    return undefined;
  }

  #wasReached({ as, node }: Step): boolean {
    if (this.#recording.threw.has(node) || this.#recording.left.has(node)) return true;
    if (as === "statement") {
      const kinds = this.#recording.completions.get(node);
      const jump = jumpOf(node);
      return kinds !== undefined && (jump === undefined || kinds.has(jump));
    }
    const isOwn = isTransparent(node) || ts.isSpreadElement(node) || ts.isOmittedExpression(node);
    return as !== "value" || isOwn || this.#recording.values.has(node);
  }

  #note(node: TS.Node): void {
    const kind = placeKindOf(node);
    if (kind === "call") this.#add(node, this.#fates.call(node));
    else if (kind === "operand") this.#add(node, this.#fates.operand(node));
    else if (kind === "key") this.#add(node, this.#fates.key(node as TS.PropertyName));
    if (ts.isObjectLiteralElement(node) && node.name !== undefined && placeKindOf(node.name) === "key") {
      this.#add(node.name, this.#fates.key(node.name));
    }
  }

  #excuse(root: TS.Node, reason: string): void {
    for (const node of listPlaces(root)) {
      const wasEvaluated = this.#recording.values.has(node);
      const fate = wasEvaluated ? "unaccounted" : "not-reached";
      this.#add(node, { fate, reason: wasEvaluated ? `evaluated, although ${reason}` : reason, at: [] });
    }
  }

  #lose(root: TS.Node, reason: string): void {
    for (const node of listPlaces(root)) this.#add(node, { fate: "unaccounted", reason, at: [] });
    if (listPlaces(root).length === 0) this.#problem(root, `${quote(root)}: ${reason}`);
  }

  #problem(node: TS.Node, message: string): void {
    this.problems.push({ where: this.#where(node), message });
  }

  #where(node: TS.Node): string {
    const tree = node.getSourceFile();
    const module = this.#modules.get(tree);
    if (module === undefined) return "?";
    const { line, column } = positionAt(module.source, node.getStart(tree));
    return `${module.path}:${line}:${column}`;
  }

  #add(node: TS.Node, verdict: Verdict): void {
    const kind = placeKindOf(node);
    const tree = node.getSourceFile();
    const module = this.#modules.get(tree);
    if (kind === undefined || module === undefined) return;
    const start = node.getStart(tree);
    const isTemplate = ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    const text = (isTemplate ? JSON.stringify(node.text) : node.getText(tree)).replace(/\s+/g, " ");
    this.#places.set(node, {
      kind,
      file: module.path,
      ...positionAt(module.source, start),
      start,
      end: node.getEnd(),
      text: text.length > 60 ? `${text.slice(0, 60)}…` : text,
      ...verdict,
    });
  }
}

/** How a statement that jumps must have ended. */
function jumpOf(node: TS.Node): Completion["kind"] | undefined {
  if (ts.isReturnStatement(node)) return "return";
  if (ts.isBreakStatement(node)) return "break";
  return ts.isContinueStatement(node) ? "continue" : undefined;
}

/** The files whose code runs: the workflow's own, and those it imports for more than types. */
function findRunning({ entry, modules }: ParsedWorkflow): ReadonlySet<string> {
  const running = new Set<string>();
  const waiting = [entry];
  for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
    if (running.has(module.path)) continue;
    running.add(module.path);
    for (const statement of module.tree.statements) {
      const specifier = importsCode(statement, module) ? statement.moduleSpecifier : undefined;
      const text = specifier !== undefined && ts.isStringLiteral(specifier) ? specifier.text : undefined;
      const target = text === undefined ? undefined : module.imports.get(text);
      const next = target?.kind === "module" ? modules.get(target.path) : undefined;
      if (next !== undefined) waiting.push(next);
    }
  }
  return running;
}

function importsCode(
  statement: TS.Statement,
  { erased }: Module,
): statement is TS.ImportDeclaration | TS.ExportDeclaration {
  return (ts.isExportDeclaration(statement) || ts.isImportDeclaration(statement)) && !erased.has(statement);
}
