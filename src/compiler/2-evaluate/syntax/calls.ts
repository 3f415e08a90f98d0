/** Calls, functions and `await`. */
import type { ExpressionRule, Machine, Place } from "../machine.ts";
import { spreadElements } from "../iterate.ts";
import { Scope } from "../scope.ts";
import { unwrap } from "../../syntax.ts";
import type { Task } from "../task.ts";
import { ts, type TS } from "../../typescript.ts";
import { type Poison, undefinedValue, type Value } from "../values.ts";
import { readAccess } from "./access.ts";

export const callExpression: ExpressionRule<TS.CallExpression> = (node, place, machine) => {
  const { boundTo } = machine;
  machine.boundTo = undefined;
  if (node.questionDotToken !== undefined) {
    machine.evaluate(node.expression, place);
    return machine.refuse("syntax-unsupported", node.questionDotToken, place, {
      construct: "an optional call",
      rewrite: machine.textOf(node, place).replace("?.(", "("),
    });
  }
  if (
    node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    node.expression.kind === ts.SyntaxKind.SuperKeyword
  ) {
    return machine.refuse("syntax-unsupported", node, place, {
      construct: machine.textOf(node.expression, place) === "import" ? "a dynamic import" : "super",
      rewrite: `import { style } from "./_style.ts";   // at the top of the file`,
    });
  }
  const callee = calleeOf(node, place, machine);
  if (callee === undefined) return undefinedValue;
  // The results of a list of calls are what the variable holds: helpers called in it are named after it.
  machine.boundTo = callee.kind === "builtin" && callee.name === "Promise.all" ? boundTo : undefined;
  const args: Value[] = [];
  let failed: Poison | undefined;
  for (const argument of node.arguments) {
    if (ts.isSpreadElement(argument)) {
      const spread = machine.evaluate(argument.expression, place);
      const elements = spreadElements(spread, argument.expression, place, machine);
      // How many arguments there are is not known, so none is in its place.
      if ("kind" in elements) failed = elements;
      else for (const element of elements) args.push(element);
    } else args.push(machine.evaluate(argument, place));
  }
  if (failed !== undefined) return failed;
  machine.boundTo = boundTo;
  const result = machine.apply(callee, args, { node, module: place.module }, place);
  machine.boundTo = undefined;
  return result;
};

/** `undefined` when a `?.` before the call ended the chain: then nothing is called. */
function calleeOf(node: TS.CallExpression, place: Place, machine: Machine): Value | undefined {
  const callee = unwrap(node.expression);
  const isAccess = ts.isPropertyAccessExpression(callee) || ts.isElementAccessExpression(callee);
  // `(a?.b)()` is no chain: the parentheses end it, and undefined is called.
  const inChain = ts.isOptionalChain(node) && !ts.isParenthesizedExpression(node.expression);
  return isAccess && inChain ? readAccess(callee, place, machine) : machine.evaluate(node.expression, place);
}

export const functionExpression: ExpressionRule<TS.ArrowFunction | TS.FunctionExpression> = (
  node,
  place,
  machine,
) => {
  if (node.asteriskToken !== undefined) return refuseGenerator(node, place, machine);
  const scope = node.name === undefined ? place.scope : new Scope(place.scope);
  const value: Value = { kind: "function", node, scope, module: place.module, name: node.name?.text };
  // Its own name is known inside it only.
  if (node.name !== undefined) scope.declare(node.name.text, true, value);
  return value;
};

export function refuseGenerator(node: TS.Node, place: Place, machine: Machine): Poison {
  return machine.refuse("syntax-unsupported", node, place, {
    construct: "a generator function",
    rewrite: `const items = scenes.map((scene) => ({ prompt: scene }));   // a list`,
  });
}

export const awaitExpression: ExpressionRule<TS.AwaitExpression> = (node, place, machine) =>
  awaitValue(machine.evaluate(node.expression, place), place.activation.task);

/** The value of a promise. What ran beside the awaiting code is finished from here on. */
export function awaitValue(value: Value, task: Task): Value {
  task.resumed = true;
  if (value.kind !== "pending") return value;
  for (const other of value.tasks) other.join(task);
  for (const call of value.calls) call.awaited = true;
  return value.value;
}

/** `(x)`, `x as T`, `x satisfies T`, `<T>x`, `x!`: nothing of it exists at run time. */
export const transparent: ExpressionRule<
  | TS.ParenthesizedExpression
  | TS.AsExpression
  | TS.SatisfiesExpression
  | TS.TypeAssertion
  | TS.NonNullExpression
> = (node, place, machine) => machine.evaluate(node.expression, place);

export const newExpression: ExpressionRule<TS.NewExpression> = (node, place, machine) => {
  const name = machine.textOf(node.expression, place);
  if (name === "Date") {
    return machine.refuse("outside-effect", node, place, {
      name: "new Date",
      rewrite: `// pass the time in as an input\nexport const input = z.object({ date: z.string() });`,
    });
  }
  return machine.refuse("syntax-unsupported", node, place, {
    construct: `new ${name}`,
    rewrite: instead.get(name) ?? `const settings = { style: "studio" };   // a plain object`,
  });
};

/** What to write for the classes that data is kept in. */
const instead: ReadonlyMap<string, string> = new Map([
  ["Map", `const prompts = { dawn: "…", dusk: "…" };   // an object`],
  ["Set", `const seen = ["dawn", "dusk"];   // a list: seen.includes("dawn")`],
  ["Array", `const views = Array.from({ length: 3 }, (_, index) => \`view \${index + 1}\`);`],
  ["Promise", `const photo = await flux({ prompt });`],
  ["URL", `const url = "https://example.com/" + name;`],
]);
