/** A step of a path that the schema does not have: what was meant instead. */
import { mayBeNewer } from "../../../endpoints/may-be-newer.ts";
import { printPath } from "../../../graph/print-path.ts";
import { nearestPath } from "../../../guess/nearest-path.ts";
import { describeAsThing } from "../../../schema/path.ts";
import { isUrlName } from "../../../schema/url-name.ts";
import type { ReferenceValue } from "../../evaluation.ts";
import { accessPathAfter } from "./access-path-after.ts";
import { arrayIndex } from "../values/array-index.ts";
import { originBy } from "../values/origin.ts";
import { isTextual } from "../values/text.ts";
import type { Poison } from "../values/values.ts";
import { type Access, nameOf, ownerText } from "./access.ts";

/** `valid`: the names that exist there. */
export function refusePath(owner: ReferenceValue, valid: readonly string[], access: Access): Poison {
  const { node, place, machine } = access;
  const { schema = {}, root } = owner;
  const key = nameOf(access);
  const path = ownerText(access);
  const origin = originBy(owner, path, machine);
  if (isTextual(owner)) {
    const facts = { path, key, isAddress: isAddress(owner), ...origin };
    return machine.refuse("path-into-text", node, place, facts);
  }
  // Every existing name is compared, and a loop may repeat the mistake.
  machine.step(node, place, 40);
  const index = arrayIndex(key);
  const way = nearestPath(schema, index ?? key, accessPathAfter(node));
  const call = root === "input" ? undefined : root;
  const facts = {
    path,
    key,
    ...origin,
    nearest: way && printPath(way.path),
    instead: way?.instead,
    isSure: way?.isSure === true,
    newerOf: call?.known !== undefined && mayBeNewer(call.known) ? call.endpoint : undefined,
  };
  if (isEnvelopeOf(owner, key, valid)) {
    const none = { nearest: undefined, instead: undefined, isSure: false };
    return machine.refuse("path-missing", node, place, { ...facts, ...none, valid, envelope: key });
  }
  return index !== undefined && !valid.includes("0")
    ? machine.refuse("path-index", node, place, { ...facts, type: describeAsThing(schema) })
    : machine.refuse("path-missing", node, place, { ...facts, valid });
}

function isAddress({ path }: ReferenceValue): boolean {
  return isUrlName(path.findLast((step) => typeof step === "string") ?? "");
}

/** For an endpoint with unknown output, it may still be a field. */
export function warnIfEnvelope(owner: ReferenceValue, access: Access): void {
  const { node, place, machine } = access;
  const key = nameOf(access);
  if (owner.root === "input" || !isEnvelopeOf(owner, key, [])) return;
  const { endpoint } = owner.root;
  machine.warn("result-envelope", node, place, { path: ownerText(access), key, endpoint });
}

/** Whether it is read as if the result were that of `fal.subscribe`: `{ data, requestId }`. */
function isEnvelopeOf(
  { root, path }: ReferenceValue,
  key: string,
  valid: readonly string[],
): key is "data" | "requestId" {
  if (root === "input" || path.length > 0) return false;
  // If the output itself has a `request_id`, that is the field that was meant.
  return key === "data" || (key === "requestId" && !valid.includes("request_id"));
}
