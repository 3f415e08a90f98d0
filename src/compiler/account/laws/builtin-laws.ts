/** Which law there is for each of JavaScript's own functions. */
import type { Value } from "../../2-evaluate/values/values.ts";
import { type Application, type Check, nothingToCheck } from "./application.ts";
import { elementLaw } from "./element-laws.ts";
import { functionLaw } from "./function-methods.ts";
import { jsonLaw } from "./json-law.ts";
import type { Ledger } from "./ledger.ts";
import { Native } from "./native.ts";
import { nativeLaw } from "./native-law.ts";
import { objectLaw } from "./object-laws.ts";
import { isSame, isUndefined } from "./same.ts";
import { isTextOf, OperandTexts, partsOfList, partsOfText } from "./text-laws.ts";
import { zodLaw, zodPartsLaw } from "./zod-law.ts";

/** `undefined` if there is no account of this function. */
export function lawFor(application: Application, ledger: Ledger): Check | undefined {
  const { name } = application;
  if (name.startsWith("console.")) return nothingToCheck;
  if (name.startsWith("z.")) return zodPartsLaw(application);
  return name.startsWith(".")
    ? methodLaw({ ...application, name: name.slice(1) }, ledger)
    : (functionLaw(application, ledger) ?? objectLaw(application, ledger) ?? globalLaw(application, ledger));
}

function methodLaw(application: Application, ledger: Ledger): Check | undefined {
  const { self, name, args } = application;
  switch (self?.kind) {
    case "array":
      if (name === "join" || name === "toString") return joinLaw(self, name === "join" ? args[0] : undefined);
      return (
        elementLaw(application, ledger) ?? nativeLaw(Reflect.get(Array.prototype, name), application, ledger)
      );
    case "map":
    case "set":
      return (
        elementLaw(application, ledger) ??
        nativeLaw(Reflect.get((self.kind === "map" ? Map : Set).prototype, name), application, ledger)
      );
    case "known":
      return knownLaw(self.value, application, ledger);
    case "text":
    case "reference":
      return textLaw(application);
    case "regexp":
      return nativeLaw(Reflect.get(RegExp.prototype, name), application, ledger);
    case "zod":
      return zodLaw(application);
    default:
      return functionLaw(application, ledger) ?? objectLaw(application, ledger);
  }
}

function joinLaw(list: Extract<Value, { readonly kind: "array" }>, separator: Value | undefined): Check {
  const between = separator === undefined || isUndefined(separator) ? [","] : partsOfText(separator);
  const parts = between && partsOfList(list, between);
  return (result) =>
    parts === undefined || isTextOf(result, parts) ? undefined : "a list was joined without a part";
}

function textLaw({ name, self, args }: Application): Check {
  if (name !== "concat") return (result) => (isSame(self, result) ? undefined : "a text became another");
  return (result, { happened }) => {
    const texts = new OperandTexts(happened);
    const parts = [self, ...args].map(
      (value) =>
        value && (value.kind === "array" ? partsOfText(value) : texts.of({ value, contents: undefined })),
    );
    const isKnown = parts.every((each) => each !== undefined);
    return !isKnown || isTextOf(result, parts.flat()) ? undefined : "a text was joined without a part";
  };
}

function knownLaw(value: unknown, application: Application, ledger: Ledger): Check | undefined {
  const { name, args } = application;
  if (typeof value === "string" && name === "concat") return textLaw(application);
  if (name === "[Symbol.iterator]") return iterationOf(() => (value as string)[Symbol.iterator](), ledger);
  const method: unknown = Reflect.get(Object(value) as object, name);
  if (name === "matchAll" && typeof value === "string")
    return iterationOf(() => value.matchAll(patternOf(args[0])), ledger);
  return nativeLaw(method, application, ledger);
}

function patternOf(value: Value | undefined): RegExp {
  return value?.kind === "regexp"
    ? (new Native().of(value) as RegExp)
    : new RegExp(String(value?.kind === "known" ? value.value : ""), "g");
}

function iterationOf(iterate: () => Iterator<unknown>, ledger: Ledger): Check {
  return (result) => {
    if (result.kind !== "iterator") return "an iterator is missing";
    ledger.iterators.set(result, iterate());
    return undefined;
  };
}

/** `Math.max`, `parseInt`, `String`, `Array.from`. */
function globalLaw(application: Application, ledger: Ledger): Check | undefined {
  const { name, args } = application;
  const path = name.split(".");
  if (name === "JSON.stringify") return jsonLaw(application);
  if (name === "String" && args[0] !== undefined)
    return textLaw({ ...application, name: "concat", self: args[0], args: [] });
  const found = path.reduce<unknown>(
    (owner, key) => (owner === undefined ? undefined : Reflect.get(Object(owner) as object, key)),
    globalThis,
  );
  const owner = path
    .slice(0, -1)
    .reduce<unknown>((from, key) => Reflect.get(Object(from) as object, key), globalThis);
  return nativeLaw(found, application, ledger, owner);
}
