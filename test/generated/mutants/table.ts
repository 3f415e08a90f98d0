/**
 * Mutations of the compiler, one location each, as someone could make them by mistake. The generated programs have to
 * notice each. `find` must occur exactly once in the file; if it does not, update the row.
 */
export interface Mutant {
  readonly name: string;
  /** Relative to `src/compiler/`. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

export const mutants: readonly Mutant[] = [
  {
    name: "texts are joined in reverse",
    file: "2-evaluate/text.ts",
    find: `else if (part !== "") parts.push(part);`,
    replace: `else if (part !== "") parts.unshift(part);`,
  },
  {
    name: "neighbouring known parts are merged the wrong way round",
    file: "2-evaluate/text.ts",
    find: `parts[parts.length - 1] = last + part;`,
    replace: `parts[parts.length - 1] = part + last;`,
  },
  {
    name: "equal references make equal texts, whatever stands between them",
    file: "4-lower/text-nodes.ts",
    find: `(typeof part === "string" ? [part] : printReference(part))`,
    replace: `(typeof part === "string" ? [""] : printReference(part))`,
  },
  {
    name: "a list is copied when its name is read",
    file: "2-evaluate/syntax/access.ts",
    find: `  if (!variable.constant) machine.touch(variable, false, node, place);
  return value;`,
    replace: `  if (!variable.constant) machine.touch(variable, false, node, place);
  return value.kind === "array" ? { ...value, elements: [...value.elements] } : value;`,
  },
  {
    name: "a call's input is read at the end and not at the call",
    file: "2-evaluate/model-calls.ts",
    find: `input: sent.kind === "poison" ? nothingSent(spanOf(site.module, node)) : sent,`,
    replace: `get input() {
      const late = readSent(input, callee, calleeNode, site, place, machine).data;
      return late.kind === "poison" ? nothingSent(spanOf(site.module, node)) : late;
    },`,
  },
  {
    name: "null is left out as undefined is",
    file: "2-evaluate/snapshot.ts",
    find: `if (field.kind === "known" && field.value === undefined) continue;`,
    replace: `if (field.kind === "known" && (field.value ?? undefined) === undefined) continue;`,
  },
  {
    name: "the outermost of two equal names is meant",
    file: "2-evaluate/scope.ts",
    find: `for (let scope: Scope<Held> | undefined = this; scope !== undefined; scope = scope.parent) {
      if (scope.#variables.has(name) || scope.#links.has(name)) return scope;
    }
    return undefined;`,
    replace: `let outermost: Scope<Held> | undefined;
    for (let scope: Scope<Held> | undefined = this; scope !== undefined; scope = scope.parent) {
      if (scope.#variables.has(name) || scope.#links.has(name)) outermost = scope;
    }
    return outermost;`,
  },
  {
    name: "all rounds of a loop share its variables",
    file: "2-evaluate/syntax/loops.ts",
    find: `const next = innerPlace(place);`,
    replace: `const next = round;`,
  },
  {
    name: "break leaves the nearest loop, whatever its label",
    file: "2-evaluate/syntax/loops.ts",
    find: `if (completion.kind === "break" && own(completion.label)) return normal;`,
    replace: `if (completion.kind === "break") return normal;`,
  },
  {
    name: "a switch leaves after one clause",
    file: "2-evaluate/syntax/switch.ts",
    find: `clauses.slice(start)`,
    replace: `clauses.slice(start, start + 1)`,
  },
  {
    name: "a default counts for null",
    file: "2-evaluate/syntax/patterns.ts",
    find: `if (value.kind === "known" && value.value === undefined) return machine.evaluate(initializer, place);`,
    replace: `if (value.kind === "known" && (value.value ?? undefined) === undefined) return machine.evaluate(initializer, place);`,
  },
  {
    name: "the rest of an object has what was taken",
    file: "2-evaluate/syntax/patterns.ts",
    find: `object(valuesNow(value, node, place, machine, readKeys))`,
    replace: `object(valuesNow(value, node, place, machine))`,
  },
  {
    name: "the rest of a list lacks its first element",
    file: "2-evaluate/syntax/patterns.ts",
    find: `elements.push(each);
  return array(elements);`,
    replace: `elements.push(each);
  return array(elements.slice(1));`,
  },
  {
    name: "?? asks for truth",
    file: "2-evaluate/syntax/operators.ts",
    find: `: (isNullish(left) ??`,
    replace: `: ((left.kind === "known" ? !left.value : isNullish(left)) ??`,
  },
  {
    name: "|| and && evaluate both sides",
    file: "2-evaluate/syntax/operators.ts",
    find: `if (typeof takes === "boolean") return takes ? yield* valueOf(node.right, place) : left;`,
    replace: `const right = yield* valueOf(node.right, place);
  if (typeof takes === "boolean") return takes ? right : left;`,
  },
  {
    name: "??=, ||= and &&= always assign",
    file: "2-evaluate/syntax/assignment.ts",
    find: `  if (takes === false) return before;
  if (takes !== true) {`,
    replace: `  if (typeof takes !== "boolean") {`,
  },
  {
    name: "-= adds",
    file: "2-evaluate/syntax/assignment.ts",
    find: `[ts.SyntaxKind.MinusEqualsToken, ts.SyntaxKind.MinusToken],`,
    replace: `[ts.SyntaxKind.MinusEqualsToken, ts.SyntaxKind.PlusToken],`,
  },
  {
    name: "x++ is the value after",
    file: "2-evaluate/syntax/assignment.ts",
    find: `return ts.isPrefixUnaryExpression(node) ? after : known(number);`,
    replace: `return after;`,
  },
  {
    name: "the first of two spread keys wins",
    file: "2-evaluate/syntax/literals.ts",
    find: `        target.fields[key] = field;`,
    replace: `        target.fields[key] ??= field;`,
  },
  {
    name: "keys are in alphabetical order",
    file: "2-evaluate/builtins/own-entries.ts",
    find: `return Object.keys(fields).flatMap((key) => {`,
    replace: `return Object.keys(fields).sort().flatMap((key) => {`,
  },
  {
    name: "reverse gives a new list",
    file: "2-evaluate/builtins/array-changes.ts",
    find: `    list.elements.reverse();
    return list;`,
    replace: `    return { ...list, elements: list.elements.toReversed() };`,
  },
  {
    name: "unshift adds at the end",
    file: "2-evaluate/builtins/array-changes.ts",
    find: `insert(list.elements, 0, args);`,
    replace: `insert(list.elements, list.elements.length, args);`,
  },
  {
    name: "filter keeps the others",
    file: "2-evaluate/builtins/array-callbacks.ts",
    find: `return truth ? [element] : [];`,
    replace: `return truth ? [] : [element];`,
  },
  {
    name: "numbers are sorted as numbers without being told",
    file: "2-evaluate/builtins/array-sort.ts",
    find: `primitives.sort().map(known)`,
    replace: `primitives
    .sort((a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1))
    .map(known)`,
  },
  {
    name: "what parallel code touches is not watched",
    file: "2-evaluate/task.ts",
    find: `if (known === undefined && !inParallel) return true;`,
    replace: `return true;`,
  },
  {
    name: "delete deletes nothing",
    file: "2-evaluate/syntax/membership.ts",
    find: `known(delete fields[key])`,
    replace: `known(Object.hasOwn(fields, key) || true)`,
  },
  {
    name: "keys that a copy has from a result may be gone through",
    file: "2-evaluate/run-keys.ts",
    find: `if (owner.runKeys !== "others") owner.runKeys = source.runKeys;`,
    replace: ``,
  },
  {
    name: "what is inside a spread result is looked for beside it",
    file: "2-evaluate/expand.ts",
    find: `path: [...path, key]`,
    replace: `path: [key]`,
  },
  {
    name: "what a base has hides what the class has",
    file: "2-evaluate/members.ts",
    find: `    const member = each.members.get(name);
    if (member !== undefined) return member;
  }
  return undefined;`,
    replace: `    const member = each.members.get(name);
    if (member !== undefined && each.base?.members.has(name) !== true) return member;
  }
  return undefined;`,
  },
  {
    name: "instanceof knows nothing of bases",
    file: "2-evaluate/members.ts",
    find: `for (let each = ofClass; each !== undefined; each = each.base) if (each === target) return true;
  return false;`,
    replace: `return ofClass === target;`,
  },
  {
    name: "parameters are no properties",
    file: "2-evaluate/instances.ts",
    find: `if (value !== undefined) instance.fields[name] = value;`,
    replace: `if (value === undefined) instance.fields[name] = undefinedValue;`,
  },
  {
    name: "private names of a class and its base are one",
    file: "2-evaluate/syntax/classes.ts",
    find: `known(\`\${member.name.text} \${mark}\`)`,
    replace: `known(\`\${member.name.text} \${mark > 0}\`)`,
  },
  {
    name: "call passes this on as an argument",
    file: "2-evaluate/function-members.ts",
    find: `fn, call.args.slice(1), site`,
    replace: `fn, call.args, site`,
  },
  {
    name: "bind forgets the arguments it was given",
    file: "2-evaluate/function-members.ts",
    find: `[...first, ...args]`,
    replace: `[...args]`,
  },
  {
    name: "finally runs only after a throw",
    file: "2-evaluate/syntax/try.ts",
    find: `  if (finallyBlock !== undefined) {
    const last`,
    replace: `  if (finallyBlock !== undefined && ended.kind === "thrown") {
    const last`,
  },
  {
    name: "a jump in finally is lost",
    file: "2-evaluate/syntax/try.ts",
    find: `if (last.kind !== "normal") return last;`,
    replace: `if (last.kind === "thrown") return last;`,
  },
  {
    name: "catch keeps what the try ended with",
    file: "2-evaluate/syntax/try.ts",
    find: `  return yield* completionOf(block, inside);
}`,
    replace: `  yield* completionOf(block, inside);
  return { kind: "normal" };
}`,
  },
  {
    name: "then gives what it waited for",
    file: "2-evaluate/builtins/then.ts",
    find: `return value.kind === "poison" ? value : machine.apply(use, [value], site, inner);`,
    replace: `if (value.kind !== "poison") machine.apply(use, [value], site, inner);
    return value;`,
  },
  {
    name: "a default in the body is not the interface's",
    file: "2-evaluate/input-defaults.ts",
    find: `withDefaultAt(all, path, value) ?? all`,
    replace: `withDefaultAt(all, path.slice(0, 0), value) === undefined ? schema : all`,
  },
  {
    name: "two defaults of one field need not be the same",
    file: "2-evaluate/input-defaults.ts",
    find: `else if (isDeepStrictEqual(known.value, value)) known.nodes.push(node);`,
    replace: `else if (isDeepStrictEqual(known.path, path)) known.nodes.push(node);`,
  },
];
