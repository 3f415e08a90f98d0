import { describe, expect, test } from "vitest";
import type { Json } from "../../src/lib/json.ts";
import { describeFailure } from "../../src/runner/describe-failure.ts";

/** What fal's client throws for an answer; its message is the reason phrase. */
function answer(status: number, body?: unknown, message = "Reason Phrase"): Error {
  return Object.assign(new Error(message), { status, body, requestId: "" });
}

function network(cause: object): Error {
  return new TypeError("fetch failed", { cause });
}

test("fal's own example of a 422", () => {
  const detail = [
    {
      loc: ["body", "num_images"],
      msg: "ensure this value is less than or equal to 8",
      type: "value_error.number.not_le",
    },
    { loc: ["body", "images", 0, "url"], msg: "Field required", type: "missing", input: {} },
    { loc: ["body"], msg: "no body" },
  ];
  expect(describeFailure(answer(422, { detail }))).toEqual({
    message:
      "num_images: ensure this value is less than or equal to 8; images[0].url: Field required; no body",
    status: 422,
    details: detail,
  });
});

test.each<[string, number, Json | undefined, string]>([
  ["a string", 400, { detail: "Request is still in progress" }, "Request is still in progress"],
  ["strings in a list", 422, { detail: ["a", "b"] }, "a; b"],
  ["an item without loc", 422, { detail: [{ msg: "bad" }] }, "bad"],
  ["an item without msg", 422, { detail: [{ type: "x" }] }, '{"type":"x"}'],
  ["an object", 500, { detail: { message: "worker died" } }, "worker died"],
  [
    "the platform API",
    404,
    { error: { type: "not_found", message: "No such workflow" } },
    "No such workflow",
  ],
  ["error as text", 500, { error: "oops" }, "oops"],
  [
    "a key",
    401,
    { detail: "invalid key credentials" },
    "fal does not accept the key: invalid key credentials",
  ],
  [
    "a balance",
    403,
    { detail: "User is locked. Reason: Exhausted balance." },
    "fal denies access: User is locked. Reason: Exhausted balance.",
  ],
  ["401 without body", 401, undefined, "fal does not accept the key"],
  ["422 without detail", 422, {}, "rejects the input without saying why (422)"],
  ["an empty list", 422, { detail: [] }, "rejects the input without saying why (422)"],
  ["not JSON", 502, undefined, "fal failed with an internal error (502)"],
  ["429", 429, undefined, "too many requests"],
  ["404", 404, null, "(404)"],
  ["another", 418, undefined, "status 418"],
])("an answer with %s", (_, status, body, message) => {
  const failure = describeFailure(answer(status, body));
  expect(failure.message).toContain(message);
  expect(failure.message).not.toContain("Reason Phrase");
  expect(failure.status).toBe(status);
});

test.each<[object, string]>([
  [
    { code: "ECONNREFUSED", address: "127.0.0.1", port: 8787 },
    "nothing answers at 127.0.0.1:8787 (ECONNREFUSED)",
  ],
  [{ code: "ENOTFOUND", hostname: "queue.fal.run" }, "the host queue.fal.run cannot be found"],
  [{ code: "UND_ERR_SOCKET" }, "the connection was lost"],
  [{ code: "ETIMEDOUT" }, "timed out"],
  [{ code: "SELF_SIGNED_CERT_IN_CHAIN" }, "certificate"],
  [
    new AggregateError([Object.assign(new Error(), { code: "ECONNREFUSED", address: "::1", port: 1 })]),
    "::1:1",
  ],
  [{}, "the network request failed"],
])("a network error %j", (cause, message) => {
  expect(describeFailure(network(cause)).message).toContain(message);
});

test.each<[unknown, string]>([
  [new TypeError("terminated"), "the connection was lost"],
  [new SyntaxError("Unexpected token < in JSON at position 0"), "not valid JSON"],
  [new Error("my own"), "my own"],
  [new Error(""), "Error"],
  ["text", '"text"'],
  [undefined, "undefined"],
  [null, "null"],
  [Symbol("x"), "symbol"],
])("anything else: %s", (error, message) => {
  expect(describeFailure(error).message).toContain(message);
});

describe("never", () => {
  const KEY = "0a1b2c3d-1111-2222-3333-444455556666:0123456789abcdef0123456789abcdef";

  test.each([
    new TypeError(`Headers.append: "Key ${KEY}\n" is an invalid header value.`),
    answer(400, { detail: `bad header Key ${KEY}` }),
    answer(422, { detail: [{ msg: "bad", input: { key: KEY } }] }),
    new Error(`Authorization: Key plain-secret-of-mine`),
  ])("shows a key: %s", (error) => {
    const text = JSON.stringify(describeFailure(error));
    expect(text).not.toContain("0123456789abcdef");
    expect(text).not.toContain("plain-secret");
  });

  test("hides text that is not a key", () => {
    expect(describeFailure(answer(401, { detail: "API Key required" })).message).toContain(
      "API Key required",
    );
  });

  test("throws, or returns unbounded text", () => {
    const deep: unknown = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
    expect(describeFailure(answer(500, { detail: deep })).message).toBeTruthy();
    const circular = new Error("a");
    circular.cause = circular;
    expect(describeFailure(circular).message).toBe("a");
    expect(describeFailure(answer(500, { detail: "x".repeat(1e6) })).message.length).toBeLessThan(3000);
  });
});
