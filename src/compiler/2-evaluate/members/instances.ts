/** Creates instances of classes: fields first, from the outermost base inwards, then each constructor's code. */
import { fillError, ownOfError } from "../builtins/errors.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { Scope } from "../machine/scope.ts";
import { isError } from "../values/describe.ts";
import {
  type CallSite,
  type ClassValue,
  type FieldKey,
  type FunctionNode,
  type FunctionValue,
  object,
  type ObjectValue,
  type OwnClass,
  type Receiver,
  type Poison,
  undefinedValue,
  type Value,
} from "../values/values.ts";

function receiverFor(newTarget: ClassValue): Receiver {
  return { self: { name: "this", constant: true, value: undefined }, newTarget };
}

/** `new X(…)` */
export function construct(
  from: ClassValue,
  args: readonly Value[],
  site: CallSite,
  place: Place,
  machine: Machine,
): Value {
  const receiver = receiverFor(from);
  return (
    initialize(from, args, receiver, site, place, machine) ??
    constructed(receiver, from, site, place, machine)
  );
}

function constructed(
  { self }: Receiver,
  from: ClassValue,
  site: CallSite,
  place: Place,
  machine: Machine,
): Value {
  return (
    self.value ??
    machine.throws("ReferenceError", "program-throws", site.node, place, {
      text: `The constructor of ${from.name} ends without a call of super()`,
    })
  );
}

/** Runs the class's part of the construction, its bases' first. */
function initialize(
  from: ClassValue,
  args: readonly Value[],
  receiver: Receiver,
  site: CallSite,
  place: Place,
  machine: Machine,
): Poison | undefined {
  const { own, base } = from;
  if (own === undefined) {
    const instance = instanceOf(receiver.newTarget, machine);
    receiver.self.value = instance;
    return fillError(instance, from, { args, site, place, machine });
  }
  if (base === undefined) {
    const instance = instanceOf(receiver.newTarget, machine);
    receiver.self.value = instance;
    addFields(own, instance, machine);
  }
  if (own.constructor !== undefined) {
    const result = machine.run(own.constructor, args, site, place, receiver);
    if (result.kind === "poison") return result;
    if (result.kind === "known" && result.value === undefined) return undefined;
    return machine.refuse("class-unsupported", own.constructor.node, own.place, {
      part: "a constructor that returns an object",
      name: from.name,
    });
  }
  if (base === undefined) return undefined;
  const failed = initialize(base, args, receiver, site, place, machine);
  if (failed !== undefined) return failed;
  const { value } = receiver.self;
  if (value?.kind === "object") addFields(own, value, machine);
  return undefined;
}

/** `super(…)` */
export function initializeBase(
  home: ClassValue,
  args: readonly Value[],
  receiver: Receiver,
  site: CallSite,
  place: Place,
  machine: Machine,
): Value {
  const self: { value: Value | undefined } = receiver.self;
  const { base, own } = home;
  if (base === undefined || own === undefined) return machine.alreadyReported; // guaranteed by the parse stage
  const isSecond = self.value !== undefined;
  // The base's constructor runs a second time before that is noticed.
  const baseReceiver = isSecond ? receiverFor(receiver.newTarget) : receiver;
  const failed = initialize(base, args, baseReceiver, site, place, machine);
  if (failed !== undefined) return failed;
  if (isSecond) {
    const text = "Super constructor may only be called once";
    return machine.throws("ReferenceError", "program-throws", site.node, place, { text });
  }
  // The base's constructor has set it.
  const value = self.value as Value | undefined;
  if (value?.kind !== "object") return constructed(receiver, home, site, place, machine);
  addFields(own, value, machine);
  if (own.constructor !== undefined) takeParameters(own.constructor, value, place);
  return value;
}

function instanceOf(from: ClassValue, machine: Machine): ObjectValue {
  const plain: ObjectValue = { ...object(), class: from, privates: new Map() };
  return isError(plain) ? { ...plain, hidden: ownOfError(machine) } : plain;
}

/** `constructor(readonly size: number)` */
export function takeParameters(
  { node }: FunctionValue,
  instance: ObjectValue,
  { scope }: Pick<Place, "scope">,
): void {
  for (const name of parameterNames(node)) {
    const value = scope.find(name)?.value;
    if (value !== undefined) instance.fields[name] = value;
  }
}

function parameterNames(node: FunctionNode): readonly string[] {
  if (!ts.isConstructorDeclaration(node)) return [];
  return node.parameters
    .filter((parameter) => ts.isParameterPropertyDeclaration(parameter, node))
    .map(({ name }) => (ts.isIdentifier(name) ? name.text : ""));
}

/** Private methods, then the fields in the order of the class. */
function addFields(own: OwnClass, instance: ObjectValue, machine: Machine): void {
  for (const [key, member] of own.privates) instance.privates?.set(key, member);
  // Declared before the others, and set by the constructor.
  for (const name of own.constructor === undefined ? [] : parameterNames(own.constructor.node)) {
    instance.fields[name] = undefinedValue;
  }
  for (const { key, node } of own.fields) defineField(instance, key, node, own.place, machine);
}

/** In a field's initializer, `this` is the object, or the class. */
export function defineField(
  owner: ObjectValue,
  key: FieldKey,
  node: TS.PropertyDeclaration,
  place: Place,
  machine: Machine,
  self: Value = owner,
): void {
  const scope = new Scope(place.scope);
  scope.declare("this", true, self);
  const value =
    node.initializer === undefined ? undefinedValue : machine.evaluate(node.initializer, { ...place, scope });
  if (key.isPrivate) owner.privates?.set(key.name, { kind: "field", value });
  else if (owner.hidden !== undefined && Object.hasOwn(owner.hidden, key.name)) {
    // A field that redeclares an error's own property becomes enumerable.
    delete owner.hidden[key.name];
    owner.fields[key.name] = value;
  } else owner.fields[key.name] = value;
}
