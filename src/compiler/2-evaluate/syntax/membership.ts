/** `key in x` and `delete x.key`, for known objects and lists. */
import { beginChange } from "../values/change.ts";
import { toKey } from "../values/keys.ts";
import type { ExpressionRule, Machine, Place } from "../machine/machine.ts";
import { hasOwn } from "../builtins/own-entries.ts";
import { inheritedFrom, privateKey, privatesOf } from "../members/members.ts";
import { originOf, refuseOnReference } from "../values/origin.ts";
import { isNullish } from "../values/presence.ts";
import { mayHaveOtherKeys } from "../values/run-keys.ts";
import { arrayIndex } from "../values/array-index.ts";
import { unwrap } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { describe } from "../values/describe.ts";
import { known, type ObjectValue, type Value } from "../values/values.ts";

/** `in` finds what JavaScript finds: own keys, and the names that every object inherits. */
export function isMember(node: TS.BinaryExpression, place: Place, machine: Machine): Value {
  if (ts.isPrivateIdentifier(node.left)) {
    const holder = machine.evaluate(node.right, place);
    if (holder.kind === "poison") return holder;
    const name = privateKey(node.left.text, place) ?? node.left.text;
    return known(privatesOf(holder)?.has(name) === true);
  }
  const left = machine.evaluate(node.left, place);
  const owner = machine.evaluate(node.right, place);
  const key = toKey(left, node.left, place, machine);
  if (typeof key !== "string") return key;
  const text = machine.textOf(node.right, place);
  switch (owner.kind) {
    case "poison":
      return owner;
    case "object":
      machine.touch(owner, false, node, place, key);
      if (
        hasOwn(owner, key) === true ||
        inheritedFrom(owner.class, key) !== undefined ||
        (owner.bare !== true && key in Object.prototype)
      ) {
        return known(true);
      }
      return mayHaveOtherKeys(owner)
        ? machine.refuse("operator-on-reference", node.right, place, { operator: "in", text })
        : known(false);
    case "array": {
      machine.touch(owner, false, node, place, key);
      const index = arrayIndex(key);
      const has = index === undefined ? key in Array.prototype : Object.hasOwn(owner.elements, index);
      return known(has || Object.hasOwn(owner.named ?? {}, key));
    }
    case "reference":
    case "text":
      return refuseOnReference("in", owner, node.right, place, machine);
    case "pending":
      return machine.refuse("await-missing", node.right, place, { text });
    case "known":
      return machine.throws("TypeError", "program-throws", node, place, {
        text: `Cannot use 'in' operator to search for '${key}' in ${String(owner.value)}`,
      });
    default:
      return machine.refuse("comparison-unsupported", node, place, {
        operator: "in",
        what: describe(owner),
        text,
      });
  }
}

function deleted({ fields, hidden, accessors }: ObjectValue, key: string): Value {
  accessors?.delete(key);
  if (hidden !== undefined) delete hidden[key];
  return known(delete fields[key]);
}

export const deleteExpression: ExpressionRule<TS.DeleteExpression> = (node, place, machine) => {
  const target = unwrap(node.expression);
  if (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target)) {
    return machine.refuse("syntax-unsupported", node, place, {
      construct: "delete of something other than a property",
    });
  }
  // `delete x?.key` on null or undefined deletes nothing.
  const owner = machine.evaluateLink(target.expression, place);
  if (owner === undefined) return known(true);
  if (target.questionDotToken !== undefined && isNullish(owner) === true) return known(true);
  const key = ts.isPropertyAccessExpression(target)
    ? target.name.text
    : toKey(machine.evaluate(target.argumentExpression, place), target.argumentExpression, place, machine);
  if (typeof key !== "string") return key;
  const text = machine.textOf(target.expression, place);
  switch (owner.kind) {
    case "poison":
      return owner;
    case "object":
      return beginChange(owner, node, place, machine) ?? deleted(owner, key);
    case "array": {
      const index = arrayIndex(key);
      if (key === "length") {
        const facts = { text: `Cannot delete property 'length' of ${text}` };
        return machine.throws("TypeError", "program-throws", node, place, facts);
      }
      if (index === undefined) break;
      return beginChange(owner, node, place, machine) ?? known(delete owner.elements[index]);
    }
    case "reference":
    case "text":
      return machine.refuse("operator-on-reference", target, place, {
        operator: "delete",
        text,
        changes: true,
        ...originOf(owner, target.expression, place, machine),
      });
    case "pending":
      return machine.refuse("await-missing", target.expression, place, { text });
    case "known":
      if (owner.value !== null && owner.value !== undefined) break;
      return machine.throws("TypeError", "property-of-nothing", target, place, {
        text,
        key,
        value: String(owner.value),
      });
    default:
  }
  return machine.refuse("syntax-unsupported", node, place, {
    construct: `delete on ${describe(owner)}`,
  });
};
