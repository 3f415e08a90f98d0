import { expect, test } from "vitest";
import type { Json } from "../../src/lib/json.ts";
import { describeFailure } from "../../src/runner/describe-failure.ts";
import { failureCause } from "../../src/runner/failure-cause.ts";

const item = (type: string) => ({ detail: [{ loc: ["body", "prompt"], msg: "no", type }] });

test.each<[number, Json | undefined, string | undefined]>([
  [422, item("missing"), "input"],
  [422, item("value_error.number.not_le"), "input"],
  [422, {}, "input"],
  [400, { detail: "bad", error_type: "bad_request" }, "input"],
  [422, item("content_policy_violation"), "content"],
  [422, { detail: [...item("missing").detail, ...item("content_policy_violation").detail] }, "content"],
  [401, { detail: "invalid key credentials" }, "key"],
  [402, { detail: "Payment required" }, "account"],
  [403, { detail: "User is locked. Reason: Exhausted balance." }, "account"],
  [429, { detail: "…", error_type: "concurrent_requests_limit" }, "rate"],
  [504, { detail: "…", error_type: "request_timeout" }, "time"],
  [504, item("generation_timeout"), "time"],
  [422, item("no_media_generated"), "model"],
  [500, item("internal_server_error"), "model"],
  [400, item("downstream_service_error"), "model"],
  [500, { detail: "…", error_type: "runner_server_error" }, "infrastructure"],
  [503, undefined, "infrastructure"],
  [502, undefined, "infrastructure"],
  [404, { detail: 'Application "x" not found' }, undefined],
  [499, { detail: "…", error_type: "client_cancelled" }, undefined],
  [422, { detail: [null, "x", { type: 7 }] }, "input"],
])("%i %j is %s", (status, body, cause) => {
  const failure = describeFailure(Object.assign(new Error("x"), { status, body }));
  expect(failureCause(failure)).toBe(cause);
});

test("without an answer, there is none", () => {
  expect(failureCause(describeFailure(new TypeError("fetch failed")))).toBeUndefined();
});
