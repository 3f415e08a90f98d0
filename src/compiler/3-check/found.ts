/** A problem of one call, and what the check knows about it. */
import type { Endpoint } from "../../endpoints/catalog.ts";
import type { callEntries, FieldFact } from "../../diagnostics/codes/calls.ts";
import type { Report } from "../../diagnostics/collector.ts";
import type { Span } from "../../diagnostics/span.ts";
import type { Call } from "../evaluation.ts";
import type { Doubt } from "./doubts.ts";
import type { Fault } from "./find-faults.ts";
import type { ReferencesInText } from "./references-in-text.ts";

export type CallCode = Extract<keyof typeof callEntries, `field-${string}`>;

export interface Found {
  readonly code: CallCode;
  readonly span: Span;
  readonly facts: readonly FieldFact[];
  readonly problem: Fault | Doubt;
  readonly call: Call;
  readonly endpoint: Endpoint;
  /** All of the call's faults, with this one. */
  readonly faults: readonly Fault[];
}

/** Everything with one code at one location; at least one. */
export interface Sent {
  readonly kind: "sent";
  readonly found: readonly Found[];
}

/** A call whose id another call has. */
export interface SameId {
  readonly kind: "same-id";
  readonly call: Call;
}

export type CheckReport = Report<Sent | ReferencesInText | SameId>;
