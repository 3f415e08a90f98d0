/**
 * Awaiting a call and then making another is an order in JavaScript, but not in a graph, where a node waits only for
 * what it uses. A call that creates something on the server may be needed by a call that names the result and uses
 * none of its data:
 *
 *     await clone({ audio_url });
 *     const speech = await speak({ text, voice_setting: { voice_id: "narrator" } });   // runs in parallel
 */
import { registrationOf, type Registration } from "../../../endpoints/registrations.ts";
import { stepInto } from "../../../schema/path.ts";
import type { Schema } from "../../../schema/schema.ts";
import type { Machine, Place } from "../machine/machine.ts";
import type { Call, Data, ReferenceValue } from "../../evaluation.ts";

/** Only so many are tracked; more come from a loop over one location. */
const maxTracked = 20;

export function noteRegistration(call: Call, { registering }: Machine): void {
  const creates = registrationOf(call.endpoint);
  if (creates !== undefined && registering.length < maxTracked) registering.push({ call, creates });
}

/** The calls that created something which the endpoint can use, and that are finished when the code gets here. */
export function finishedCalls(
  endpoint: string,
  { activation }: Place,
  { registering }: Machine,
): readonly Call[] {
  const turn = activation.task.turn();
  return registering.flatMap(({ call, creates }) =>
    call.awaitedBy !== undefined && endpoint.startsWith(creates.users) && turn.follows(call.awaitedBy)
      ? [call]
      : [],
  );
}

/** The earlier calls that a later one should wait for, according to a warning. They are not reported as unused. */
export function warnAboutServerOrder({ calls, registering, report }: Machine): ReadonlySet<Call> {
  const named = new Set<Call>();
  for (const { call: first, creates: made } of registering) {
    if (first.awaitedBy === undefined) continue;
    const waiting = new Set([first]);
    for (const call of calls.slice(first.index + 1)) {
      if (call.after.some((other) => waiting.has(other)) || refersTo(call.input, waiting)) {
        waiting.add(call);
        continue;
      }
      if (!call.endpoint.startsWith(made.users) || !call.finishedBefore.includes(first)) continue;
      const field = fieldNaming(call.input, made, call.known?.input, undefined);
      if (field === undefined) continue;
      named.add(first);
      report(
        "after-missing",
        call.span,
        {
          callee: nameOf(call),
          first: nameOf(first),
          thing: made.thing,
          field,
          firstSpan: first.span,
        },
        call.trail,
        { kind: "evaluated", node: call.node, value: resultOf(first) },
      );
    }
  }
  return named;
}

function resultOf(root: Call): ReferenceValue {
  return { kind: "reference", root, path: [], schema: root.known?.output, mayBeMissing: false };
}

function nameOf({ callee, endpoint }: Call): string {
  return callee.segments.at(-1) ?? endpoint;
}

function refersTo(data: Data, calls: ReadonlySet<Call>): boolean {
  switch (data.kind) {
    case "literal":
      return false;
    case "reference":
      return data.reference.root !== "input" && calls.has(data.reference.root);
    case "text":
      return data.text.parts.some(
        (part) => typeof part !== "string" && part.root !== "input" && calls.has(part.root),
      );
    case "list":
      return data.items.some((item) => refersTo(item, calls));
    case "record":
      return [...data.fields.values()].some((field) => refersTo(field, calls));
  }
}

/** The field that names what was created, by a string known at compile time other than the default. */
function fieldNaming(
  data: Data,
  made: Registration,
  schema: Schema | undefined,
  field: string | undefined,
): string | undefined {
  if (data.kind === "literal") {
    const isName = typeof data.value === "string" && data.value !== "" && data.value !== schema?.default;
    return isName && field !== undefined && made.fields.includes(field) ? field : undefined;
  }
  const entries: Iterable<readonly [string | number, Data]> =
    data.kind === "list" ? data.items.entries() : data.kind === "record" ? data.fields : [];
  for (const [key, part] of entries) {
    const step = stepInto(schema, key);
    const inner = step.kind === "found" ? step.schema : undefined;
    // Every value of an enum exists already.
    const own = typeof key === "string" ? key : field;
    const found = inner?.enum === undefined ? fieldNaming(part, made, inner, own) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
