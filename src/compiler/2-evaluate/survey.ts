/**
 * Checks that a rewrite is right for everything that runs the code it changes. A line in a helper or a loop runs for
 * every caller and every iteration, and the rewrite for one may be wrong for another:
 *
 *     const run = (id: string) => model(id)({ prompt });  // run("fal-ai/flux/dev"); run("fal-ai/flux/dv");
 *
 * So a workflow with problems that have rewrites is evaluated once more, by an evaluator that counts how often each
 * location was evaluated and what was reported there each time. Without such problems, this costs nothing.
 */
import type { Catalog } from "../../endpoints/catalog.ts";
import { catalogue } from "../../diagnostics/codes.ts";
import { proposalOf, type Report } from "../../diagnostics/collector.ts";
import type { Diagnostic, DiagnosticCode, DiagnosticFacts } from "../../diagnostics/diagnostic.ts";
import { type Edit, isRewrite, type Proposal } from "../../diagnostics/rewrite.ts";
import type { Span } from "../../diagnostics/span.ts";
import type { Module, ParsedWorkflow } from "../1-parse/module.ts";
import { nodeAt } from "../propose/node-at.ts";
import { ts, type TS } from "../typescript.ts";
import { evaluate } from "./evaluate.ts";
import { Interpreter } from "./interpreter.ts";
import type { Completion, DeclareKind, Place } from "./machine.ts";
import type { CallSite, Value } from "./values.ts";

/** The diagnostics whose rewrite is not right for every evaluation of their location. */
export function findDisputedRewrites(
  found: readonly Diagnostic[],
  workflow: ParsedWorkflow,
  catalog: Catalog,
): readonly Diagnostic[] {
  const rewritten = found.filter(({ fix, code }) => fix !== undefined && code in catalogue);
  // If evaluation did not end, it would not end the second time either.
  if (rewritten.length === 0 || found.some(({ code }) => code === "evaluation-limit")) return [];
  const reports = new Map<string, Reports>();
  const survey = new Survey(workflow, catalog, (code, span, facts, trail, rewrite) => {
    addReport(reports, code, span, facts, trail, rewrite);
  });
  evaluate(workflow, catalog, survey.report, survey);
  return rewritten.filter((each) => {
    const module = workflow.modules.get(each.span.source.path);
    const own = reports.get(keyOf(each.code, each.span));
    return module !== undefined && own !== undefined && isDisputed(each, own, module, survey);
  });
}

interface Reports {
  count: number;
  /** A key for each different rewrite → its edits, as text. */
  readonly variants: Map<string, string>;
}

/** Further variants are ignored: they will not agree anyway. */
const maxVariants = 20;

function addReport<Code extends DiagnosticCode>(
  reports: Map<string, Reports>,
  code: Code,
  span: Span,
  facts: DiagnosticFacts<Code>,
  trail: readonly Span[] = [],
  rewrite: Proposal | (() => Proposal | undefined) | undefined,
): void {
  const key = keyOf(code, span);
  const own: Reports = reports.get(key) ?? { count: 0, variants: new Map() };
  reports.set(key, own);
  own.count++;
  // The row's facts are the code's facts; TypeScript cannot follow that through the union of all rows.
  const message = (catalogue[code].message as (facts: DiagnosticFacts<Code>) => string)(facts);
  const variant = `${trail.at(-1)?.start ?? ""} ${message}`;
  if (own.variants.has(variant) || own.variants.size >= maxVariants) return;
  const proposal = proposalOf(code, span, facts, rewrite);
  const isMade = typeof proposal === "object" && isRewrite(proposal);
  own.variants.set(variant, isMade ? JSON.stringify(proposal.edits.map(plain)) : "");
}

function plain({ span: { source, start, end }, text }: Edit): readonly (string | number)[] {
  return [source.path, start, end, text];
}

function isDisputed(
  { code, fix, span }: Diagnostic,
  { count, variants }: Reports,
  module: Module,
  survey: Survey,
): boolean {
  const node = nodeAt(span, module);
  if (node === undefined || fix === undefined) return false;
  const body = ts.findAncestor(node, ts.isFunctionLike) ?? module.tree;
  // A change at a single caller, or where a value is written, does not affect others.
  const isInside = fix.edits.some(
    ({ span: edited }) =>
      edited.source === module.source &&
      body.pos <= edited.start &&
      edited.end <= body.end &&
      !isWrittenApart(edited, span, module),
  );
  if (!isInside) return false;
  return new Set(variants.values()).size > 1 || survey.others(node, count, code) > 0;
}

function isWrittenApart(edited: Span, reported: Span, module: Module): boolean {
  if (edited.start < reported.end && reported.start < edited.end) return false;
  const node = nodeAt(edited, module);
  return node !== undefined && ts.isLiteralExpression(node);
}

function keyOf(code: DiagnosticCode, { source, start, end }: Span): string {
  return `${code} ${start} ${end} ${source.path}`;
}

interface Count {
  /** Evaluations that gave a value, and those that were refused or depend on a refused one. */
  good: number;
  bad: number;
  /** Of the good ones, those that are falsy although given: `""`, 0, false, null. */
  falsy: number;
}

class Survey extends Interpreter {
  readonly #values = new Map<TS.Node, Count>();
  readonly #runs = new Map<TS.Node, number>();

  constructor(workflow: ParsedWorkflow, catalog: Catalog, report: Report) {
    super(workflow, catalog, report);
  }

  override evaluate(node: TS.Expression, place: Place): Value {
    const value = super.evaluate(node, place);
    this.#add(node, value);
    return value;
  }

  override evaluateLink(node: TS.Expression, place: Place): Value | undefined {
    const value = super.evaluateLink(node, place);
    if (ts.isOptionalChain(node)) this.#add(node, value);
    return value;
  }

  override bind(name: TS.BindingName, value: Value, source: TS.Node, place: Place, kind: DeclareKind): void {
    super.bind(name, value, source, place, kind);
    this.#add(name, value);
    const { parent } = name;
    if (ts.isBindingElement(parent) && parent.propertyName !== undefined)
      this.#add(parent.propertyName, value);
  }

  override execute(node: TS.Statement, place: Place): Completion {
    this.#run(node);
    return super.execute(node, place);
  }

  override apply(callee: Value, args: readonly Value[], site: CallSite, place: Place): Value {
    if (callee.kind === "function") this.#run(callee.node);
    return super.apply(callee, args, site, place);
  }

  #add(node: TS.Node, value: Value | undefined): void {
    const count = this.#values.get(node) ?? { good: 0, bad: 0, falsy: 0 };
    this.#values.set(node, count);
    if (value?.kind === "poison") count.bad++;
    else count.good++;
    if (value?.kind === "known" && value.value !== undefined && !value.value) count.falsy++;
  }

  #run(node: TS.Node): void {
    this.#runs.set(node, (this.#runs.get(node) ?? 0) + 1);
  }

  /**
   * How many evaluations of the location were good, if it was reported this often; uses the smallest enclosing code
   * that was counted.
   */
  others(node: TS.Node, reported: number, code: DiagnosticCode): number {
    for (let around: TS.Node | undefined = node; around !== undefined; around = around.parent) {
      const count = this.#values.get(around);
      // A report about a value may or may not have made it poison; values that depend on another problem do not
      // count. A test for undefined decides like a test for truthiness, except for these.
      if (count !== undefined && code === "condition-unknown") return count.falsy;
      if (count !== undefined) return count.bad >= reported ? count.good : count.good - reported;
      const runs = this.#runs.get(around);
      if (runs !== undefined) return runs - reported;
    }
    return 0;
  }
}
