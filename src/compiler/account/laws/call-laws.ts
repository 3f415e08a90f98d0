/** That a function receives its arguments, executes its code, and gives its result. */
import { hasModifier } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { type FunctionNode, undefinedValue, type Value } from "../../2-evaluate/values/values.ts";
import type { Completion } from "../../2-evaluate/machine/machine.ts";
import { appliedIn, eventOf, type Frame, type Happened, ownerIn, valueIn } from "./frame.ts";
import { Native } from "./native.ts";
import { isNothing, isSame, isUndefined } from "./same.ts";
import { executed, findWrongSequence } from "./sequence.ts";

/** The call's value is what the function gave. */
export function findLostResult(
  node: TS.CallExpression | TS.TaggedTemplateExpression,
  result: Value,
  frame: Frame,
): string | undefined {
  const call = appliedIn(frame).at(-1);
  if (call !== undefined) return isSame(call.result, result) ? undefined : "a call does not have its result";
  const callee = ts.isCallExpression(node) ? ownerIn(frame, node.expression) : undefined;
  const isEnded = ts.isOptionalChain(node) && isNothing(callee) && isUndefined(result);
  return isEnded ? undefined : "a function was not called";
}

/** The values written at the call arrive as arguments. */
export function findLostArgument(
  node: TS.Node,
  args: readonly Value[],
  { happened }: Frame,
): { readonly node: TS.Node; readonly message: string } | undefined {
  const written = argumentsOf(node);
  if (ts.isTaggedTemplateExpression(node) && !hasStrings(node.template, args[0]))
    return { node, message: "a template's strings did not reach its tag" };
  const expected: unknown[] = ts.isTaggedTemplateExpression(node) ? [args[0]] : [];
  for (const argument of written) {
    const expression = ts.isSpreadElement(argument) ? argument.expression : argument;
    const event = eventOf(happened, expression);
    if (event === undefined) return { node: argument, message: "an argument was not evaluated" };
    if (!ts.isSpreadElement(argument)) expected.push(event.value);
    else if (event.contents?.elements !== undefined) expected.push(...event.contents.elements);
    else return undefined;
  }
  const data = new Native();
  const isEach =
    args.length === expected.length && args.every((arg, index) => isGiven(data, expected[index], arg));
  return isEach ? undefined : { node, message: "an argument did not reach the function it was passed to" };
}

/** As they mean, and as they are written; one with an escape that means nothing is undefined. */
function hasStrings(template: TS.TemplateLiteral, list: Value | undefined): boolean {
  const literals = ts.isTemplateExpression(template)
    ? [template.head, ...template.templateSpans.map(({ literal }) => literal)]
    : [template];
  if (list?.kind !== "array" || list.elements.length !== literals.length) return false;
  const raw = list.named?.raw;
  return literals.every(({ text, rawText = "" }, index) => {
    const [cooked, written] = [list.elements[index], raw?.kind === "array" ? raw.elements[index] : undefined];
    const isCooked =
      isSame(cooked, { kind: "known", value: text }) || (rawText.includes("\\") && isUndefined(cooked));
    return isCooked && isSame(written, { kind: "known", value: rawText.replace(/\r\n?/g, "\n") });
  });
}

function isGiven(data: Native, expected: unknown, arg: Value): boolean {
  return expected === arg || data.matches(expected, arg);
}

function argumentsOf(node: TS.Node): readonly TS.Expression[] {
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return node.arguments ?? [];
  if (!ts.isTaggedTemplateExpression(node) || !ts.isTemplateExpression(node.template)) return [];
  return node.template.templateSpans.map(({ expression }) => expression);
}

/** What a run of a function's code must have done. `result`: what the caller gets; `undefined` for a constructor. */
export function findLostRun(
  node: FunctionNode,
  args: readonly Value[],
  result: Value | undefined,
  frame: Frame,
): string | undefined {
  const unbound = findUnboundParameter(node, args, frame.happened);
  if (unbound !== undefined) return unbound;
  const { body } = node;
  if (body === undefined) return undefined;
  if (isGeneratorFunction(node)) return result?.kind === "generator" ? undefined : "a generator is missing";
  // An async function that throws gives a promise.
  if (result?.kind === "pending" && result.rejected !== undefined) return undefined;
  const ended = endOf(body, frame);
  const wrong = ts.isBlock(body) ? findWrongSequence(body.statements, frame, ended) : undefined;
  if (wrong !== undefined || result === undefined) return wrong;
  const returned = ended.kind === "return" ? ended.value : undefinedValue;
  if (!hasModifier(node, ts.SyntaxKind.AsyncKeyword))
    return isSame(result, returned) ? undefined : lostReturn;
  if (result.kind !== "pending") return "an async function gives no promise";
  const settled = returned.kind === "pending" ? returned.value : returned;
  return isSame(result.value, settled) ? undefined : lostReturn;
}

const lostReturn = "a function does not give what it returns";
function isGeneratorFunction(node: FunctionNode): boolean {
  return "asteriskToken" in node && node.asteriskToken !== undefined;
}

function endOf(body: TS.ConciseBody, frame: Frame): Completion {
  if (!ts.isBlock(body)) return { kind: "return", value: valueIn(frame, body) ?? undefinedValue, node: body };
  return executed(frame.happened).at(-1)?.completion ?? { kind: "normal" };
}

function findUnboundParameter(
  node: FunctionNode,
  args: readonly Value[],
  happened: readonly Happened[],
): string | undefined {
  const parameters = node.parameters.filter(({ name }) => !ts.isIdentifier(name) || name.text !== "this");
  for (const [index, { name, initializer, dotDotDotToken }] of parameters.entries()) {
    const bound = happened.find((each) => each.as === "bound" && each.name === name);
    if (bound?.as !== "bound") return `the parameter ${name.getText()} did not get its value`;
    const arg = args[index] ?? undefinedValue;
    const stated = initializer && isUndefined(arg) ? eventOf(happened, initializer)?.value : undefined;
    const isIt =
      dotDotDotToken === undefined
        ? isSame(bound.value, stated ?? arg)
        : isRest(bound.elements, args.slice(index));
    // A default that was not evaluated is the interface's.
    if (
      !isIt &&
      !(
        initializer !== undefined &&
        isUndefined(arg) &&
        stated === undefined &&
        bound.value.kind === "reference"
      )
    )
      return `the parameter ${name.getText()} did not get its value`;
  }
  return undefined;
}

function isRest(elements: readonly Value[] | undefined, args: readonly Value[]): boolean {
  return elements?.length === args.length && elements.every((element, index) => isSame(element, args[index]));
}
