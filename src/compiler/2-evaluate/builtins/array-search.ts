/**
 * `includes`, `indexOf` and `lastIndexOf`: elements are compared like JavaScript's `===` compares the actual values.
 */
import { identityOf } from "../values/identity.ts";
import { known, type Poison } from "../values/values.ts";
import { argument } from "./call.ts";
import { type ArrayMethod, elementNode, elementText, type ListCall, withoutHoles } from "./array-method.ts";
import { refuseComparison } from "./comparison.ts";
import { argumentOf, primitives } from "./operand.ts";

export const searchMethods: Readonly<Record<string, ArrayMethod>> = {
  /** Finds NaN, and undefined in holes. */
  includes: (call) => {
    const dense = { ...call, list: { ...call.list, elements: withoutHoles(call.list.elements) } };
    const found = search(
      dense,
      ".includes",
      (list, searched, from) => list.indexOf(searched, ...from),
      sameNaN,
    );
    return typeof found === "number" ? known(found >= 0) : found;
  },

  indexOf: (call) => {
    const found = search(call, ".indexOf", (list, searched, from) => list.indexOf(searched, ...from));
    return typeof found === "number" ? known(found) : found;
  },

  lastIndexOf: (call) => {
    const found = search(call, ".lastIndexOf", (list, searched, from) =>
      // A start given as undefined is 0; a missing one is the end.
      from.length === 0 ? list.lastIndexOf(searched) : list.lastIndexOf(searched, ...from),
    );
    return typeof found === "number" ? known(found) : found;
  },
};

type Find = (list: readonly unknown[], searched: unknown, from: [number?]) => number;

/** Represents every element that can be compared only at run time. */
const unknown = Symbol("unknown");
const nan = Symbol("NaN");

function sameNaN(identity: unknown): unknown {
  return Number.isNaN(identity) ? nan : identity;
}

/**
 * -1 if it is not there. Refused if JavaScript would reach an element that can be compared only at run time before it
 * finds the searched one.
 */
function search(
  call: ListCall,
  operator: string,
  find: Find,
  same: (identity: unknown) => unknown = (identity) => identity,
): number | Poison {
  const { list, site } = call;
  const from = primitives(operator, { ...call, args: call.args.slice(1, 2) }, "number");
  if ("kind" in from) return from;
  const searched = argument(call, 0);
  const searchedIdentity = identityOf(searched);
  // Nothing is compared with it, so it may be unknown.
  if (list.elements.length === 0) return -1;
  if (searchedIdentity === undefined) return refuseComparison(operator, searched, argumentOf(site), call);
  const identities = list.elements.map((element) => {
    const identity = identityOf(element);
    return identity === undefined ? unknown : same(identity.of);
  });
  const start = from as [number?];
  const found = find(identities, same(searchedIdentity.of), start);
  const doubtful = find(identities, unknown, start);
  const isFirst = operator === ".lastIndexOf" ? doubtful > found : found < 0 || doubtful < found;
  if (doubtful < 0 || !isFirst) return found;
  const element = list.elements[doubtful];
  if (element === undefined) return found;
  const text = elementText(site, doubtful, call.machine);
  return refuseComparison(operator, element, elementNode(site, doubtful), call, text);
}
