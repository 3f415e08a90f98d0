/** `join` and `toString` of a list, whose elements may be parts of a text. */
import { joinText, listPieces } from "../values/text.ts";
import { known, type Value } from "../values/values.ts";
import { argument } from "./call.ts";
import { type ArrayMethod, elementNode, type ListCall } from "./array-method.ts";
import { argumentOf } from "./operand.ts";

export const joinMethods: Readonly<Record<string, ArrayMethod>> = {
  join: (call: ListCall) => {
    const separator = argument(call, 0);
    const isLeftOut = separator.kind === "known" && separator.value === undefined;
    return join(call, isLeftOut ? known(",") : separator);
  },
  toString: (call: ListCall) => join(call, known(",")),
};

function join({ list, site, place, machine }: ListCall, separator: Value): Value {
  const between = { value: separator, node: argumentOf(site) };
  return joinText(
    listPieces(list, between, (index) => elementNode(site, index)),
    place,
    machine,
  );
}
