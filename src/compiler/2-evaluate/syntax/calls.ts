/** Calls, functions and `await`. */
import type { ExpressionRule, Machine, Place } from "../machine.ts";
import { spreadElements } from "./literals.ts";
import { unwrap } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Value } from "../values.ts";

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
  const callee = machine.evaluate(node.expression, place);
  // The results of a list of calls are what the variable holds: helpers called in it are named after it.
  machine.boundTo = callee.kind === "builtin" && callee.name === "Promise.all" ? boundTo : undefined;
  const args: Value[] = [];
  for (const argument of node.arguments) {
    if (ts.isSpreadElement(argument)) args.push(...spreadElements(argument.expression, place, machine));
    else args.push(machine.evaluate(argument, place));
  }
  machine.boundTo = boundTo;
  const result = machine.apply(callee, args, { node, module: place.module }, place);
  machine.boundTo = undefined;
  return result;
};

export const functionExpression: ExpressionRule<TS.ArrowFunction | TS.FunctionExpression> = (
  node,
  place,
  machine,
) => {
  if (node.asteriskToken !== undefined) return refuseGenerator(node, place, machine);
  return {
    kind: "function",
    node,
    scope: place.scope,
    module: place.module,
    name: node.name?.text,
  };
};

export function refuseGenerator(node: TS.Node, place: Place, machine: Machine): Value {
  return machine.refuse("syntax-unsupported", node, place, {
    construct: "a generator function",
    rewrite: `const items = scenes.map((scene) => ({ prompt: scene }));   // a list`,
  });
}

export const awaitExpression: ExpressionRule<TS.AwaitExpression> = (node, place, machine) => {
  const operand = unwrap(node.expression);
  if (ts.isCallExpression(operand)) machine.awaitedCall = operand;
  const value = machine.evaluate(node.expression, place);
  return awaitValue(value, place);
};

/** The value of a promise. What ran beside the awaiting code is finished from here on. */
export function awaitValue(value: Value, place: Place): Value {
  const { task } = place.activation;
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
    rewrite: `const settings = { style: "studio" };   // a plain object`,
  });
};
