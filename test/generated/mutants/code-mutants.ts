/** Mistakes with code: names, loops, jumps, operators, functions, classes, promises. */
import { type Flow, completionOf, valueOf } from "../../../src/compiler/2-evaluate/machine/flow.ts";
import { ThrownToCatch } from "../../../src/compiler/2-evaluate/machine/machine.ts";
import { known } from "../../../src/compiler/2-evaluate/values/values.ts";
import { ts } from "../../../src/compiler/typescript.ts";
import type { Mutant } from "../../support/mutants/mutant.ts";
import { answering, followed } from "./flows.ts";

const { SyntaxKind } = ts;
const normal = { kind: "normal" } as const;

export const codeMutants: readonly Mutant[] = [
  {
    name: "the outermost of two equal names is meant",
    of: "Scope.find",
    become: () =>
      function (this: { own: (name: string) => unknown; parent: unknown }, name) {
        let found: unknown;
        for (
          let scope: typeof this | undefined = this;
          scope !== undefined;
          scope = scope.parent as typeof scope
        ) {
          found = scope.own(name) ?? found;
        }
        return found;
      },
  },
  {
    name: "all rounds of a loop share its variables",
    of: "Scope.declare",
    become: (declare) => {
      const last = new Map<string, { readonly value: unknown }>();
      return function (this: { adopt: (variable: unknown) => void }, name, constant, value) {
        const earlier = last.get(name);
        // A round's variable starts with the value of the round before.
        if (!constant && value !== undefined && earlier?.value === value) {
          this.adopt(earlier);
          return earlier;
        }
        const variable = declare.call(this, name, constant, value);
        last.set(name, variable);
        return variable;
      };
    },
  },
  {
    name: "break leaves the nearest loop, whatever its label",
    of: "breakStatement",
    become: () => () => ({ kind: "break", label: undefined }),
  },
  {
    name: "a switch leaves after one clause",
    of: "switch:run",
    become:
      (run) =>
      (...args) =>
        followed(run(...args) as Flow<{ readonly kind: string }>, (ended) =>
          ended.kind === "normal" ? { kind: "break", label: undefined } : ended,
        ),
  },
  {
    name: "a default counts for null",
    of: "patterns:withDefault",
    become:
      (withDefault) =>
      (value, ...rest) =>
        withDefault(value.kind === "known" && value.value === null ? known(undefined) : value, ...rest),
  },
  {
    name: "?? asks for truth",
    of: "operators:takesRight",
    become:
      (takes) =>
      (operator, left, ...rest) =>
        operator === SyntaxKind.QuestionQuestionToken && left.kind === "known"
          ? !left.value
          : takes(operator, left, ...rest),
  },
  {
    name: "|| and && evaluate both sides",
    of: "logicalExpression",
    become: (rule) => (node, place, machine) => {
      let isTaken = false;
      const flow = answering(rule(node, place, machine) as Flow<unknown>, (answer, part) => {
        isTaken ||= part.node === node.right;
        return answer;
      });
      return followed(flow, function* (result) {
        if (!isTaken) yield* valueOf(node.right, place);
        return result;
      });
    },
  },
  {
    name: "??=, ||= and &&= always assign",
    of: "assignWhere",
    become: () =>
      function* (_operator, node, target, place): Flow<unknown> {
        const value = yield* valueOf(node.right, place);
        target.write(value);
        return value;
      },
  },
  {
    name: "-= adds",
    of: "applyOperator",
    become:
      (apply) =>
      (operator, left, right, node, ...rest) =>
        node.operatorToken.kind === SyntaxKind.MinusEqualsToken
          ? apply(SyntaxKind.PlusToken, left, right, node, ...rest)
          : apply(operator, left, right, node, ...rest),
  },
  {
    name: "x++ is the value after",
    of: "updateExpression",
    become:
      (update) =>
      (node, ...rest) => {
        const value = update(node, ...rest);
        if (!ts.isPostfixUnaryExpression(node) || value.kind !== "known") return value;
        return known(value.value + (node.operator === SyntaxKind.PlusPlusToken ? 1 : -1));
      },
  },
  {
    name: "what parallel code touches is not watched",
    of: "TouchLog.touch",
    become: () => () => true,
  },
  {
    name: "what a base has hides what the class has",
    of: "inheritedFrom",
    become: () => (from, name) => {
      let found: unknown;
      for (let each = from; each !== undefined; each = each.base) found = each.members.get(name) ?? found;
      return found;
    },
  },
  {
    name: "instanceof knows nothing of bases",
    of: "isInstanceOf",
    become: () => (value, target) => value.class === target,
  },
  {
    name: "parameters are no properties",
    of: "takeParameters",
    become: () => () => undefined,
  },
  {
    name: "private names of a class and its base are one",
    of: "Interpreter.mark",
    become: () => () => 1,
  },
  {
    name: "call passes this on as an argument",
    of: "callWith",
    become: (callWith) => (fn, call) => callWith(fn, { ...call, args: [call.args[0], ...call.args] }),
  },
  {
    name: "bind forgets the arguments it was given",
    of: "function-members:bind",
    become: (bind) => (fn, call) => bind(fn, { ...call, args: call.args.slice(0, 1) }),
  },
  {
    name: "finally runs only after a throw",
    of: "tryStatement",
    become: (rule) =>
      function* (node, place, machine): Flow<unknown> {
        const without = Object.create(node, { finallyBlock: { value: undefined } });
        try {
          return yield* rule(without, place, machine) as Flow<unknown>;
        } catch (error) {
          if (error instanceof ThrownToCatch && node.finallyBlock !== undefined) {
            const last = yield* completionOf(node.finallyBlock, place);
            if (last.kind !== "normal") return last;
          }
          throw error;
        }
      },
  },
  {
    name: "a jump in finally is lost",
    of: "tryStatement",
    become: (rule) => (node, place, machine) =>
      answering(rule(node, place, machine) as Flow<unknown>, (answer, part) =>
        part.node === node.finallyBlock ? normal : answer,
      ),
  },
  {
    name: "catch keeps what the try ended with",
    of: "runCatch",
    become:
      (run) =>
      (...args) =>
        followed(run(...args) as Flow<unknown>, () => normal),
  },
  {
    name: "then gives what it waited for",
    of: "then:then",
    become: (then) => (promise, call) => {
      then(promise, call);
      return promise;
    },
  },
];
