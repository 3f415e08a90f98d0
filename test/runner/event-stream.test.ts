/** Server-sent events, from well-behaved and from hostile streams. */
import { expect, test } from "vitest";
import {
  readEvents,
  StreamCut,
  type StreamEvent,
  StreamProblem,
} from "../../src/runner/engines/event-stream.ts";
import { parseWorkflowEvent } from "../../src/runner/engines/workflow-event.ts";

const { signal } = new AbortController();

type Chunk = string | Uint8Array | Error;

async function* bodyOf(chunks: readonly Chunk[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    if (chunk instanceof Error) throw chunk;
    yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
  }
}

async function read(chunks: readonly Chunk[], maxLength?: number) {
  const events: StreamEvent[] = [];
  let error: unknown;
  let signs = 0;
  let bytes = 0;
  const heard = (size?: number): void => {
    if (size === undefined) signs += 1;
    else bytes += size;
  };
  try {
    const options = { heard, signal, ...(maxLength !== undefined && { maxLength }) };
    for await (const event of readEvents(bodyOf(chunks), options)) events.push(event);
  } catch (thrown) {
    error = thrown;
  }
  return { events, error, signs, bytes };
}

const dataOf = ({ events }: { events: readonly StreamEvent[] }) => events.map(({ data }) => data);

test.each<[string, string, readonly string[]]>([
  ["LF", "data: 1\n\ndata: 2\n\n", ["1", "2"]],
  ["CRLF", "data: 1\r\n\r\ndata: 2\r\n\r\n", ["1", "2"]],
  ["CR", "data: 1\r\rdata: 2\r\r", ["1", "2"]],
  ["several lines of data", "data: [1,\ndata: 2]\n\n", ["[1,\n2]"]],
  ["one space after the colon is not data", "data:1\n\ndata:  2\n\ndata\n\n", ["1", " 2", ""]],
  ["comments and other fields", ": ping\n\nevent: x\nid: 7\nretry: 1\ndata: 1\n: c\n\n", ["1"]],
  ["fields whose names only begin with data", "data-x: 1\ndatabase: 2\n\ndata: 3\n\n", ["3"]],
  ["a byte order mark", "\uFEFFdata: 1\n\n", ["1"]],
  ["nothing", "", []],
])("%s, wherever the chunks end", async (_, text, expected) => {
  const bytes = Buffer.from(text);
  expect(dataOf(await read([bytes]))).toEqual(expected);
  expect(dataOf(await read([...bytes].map((byte) => Uint8Array.of(byte))))).toEqual(expected);
  for (let at = 0; at < bytes.length; at += 1)
    expect(dataOf(await read([bytes.subarray(0, at), bytes.subarray(at)]))).toEqual(expected);
});

test("characters that are split over chunks stay whole", async () => {
  const bytes = Buffer.from('data: "é🎉漢"\r\n\r\n');
  for (let at = 0; at < bytes.length; at += 1)
    expect(dataOf(await read([bytes.subarray(0, at), bytes.subarray(at)]))).toEqual(['"é🎉漢"']);
});

test("the last event may lack its end", async () => {
  expect((await read(["data: 1\n\ndata: 2"])).events).toEqual([
    { data: "1", isEnded: true },
    { data: "2", isEnded: false },
  ]);
});

test("a connection that is lost is an error, after the event that was being read", async () => {
  const { events, error } = await read(["data: 1\n\ndata: 2\n", new Error("reset")]);
  expect(dataOf({ events })).toEqual(["1", "2"]);
  expect(error).toBeInstanceOf(StreamCut);
  expect((error as StreamCut).cause).toMatchObject({ message: "reset" });
});

test.each<[string, readonly Chunk[]]>([
  ["a line", ["data: ", ..."x".repeat(30)]],
  ["many lines of one event", Array.from({ length: 30 }, () => "data:\n")],
  ["a comment that never ends", [":", ..."x".repeat(30)]],
])("%s beyond the limit is refused", async (_, chunks) => {
  const { error } = await read(chunks, 20);
  expect(error).toBeInstanceOf(StreamProblem);
  expect((error as Error).message).toBe("an event of more than 20 characters");
});

test("the limit is for each event, not for all", async () => {
  const { events, error } = await read(
    Array.from({ length: 30 }, () => "data: 12345\n\n"),
    20,
  );
  expect(error).toBeUndefined();
  expect(events).toHaveLength(30);
});

test("bytes that are not UTF-8 are refused", async () => {
  const { error } = await read([Uint8Array.of(0x64, 0xff, 0x0a)]);
  expect((error as Error).message).toBe("not UTF-8 text");
});

test("events and comments are signs of life, bytes only count", async () => {
  expect(await read([": ping\n\n", "data: 1\n\n", "xxx"])).toMatchObject({ signs: 2, bytes: 20 });
});

test("whoever has read enough closes the body", async () => {
  let isClosed = false;
  const body = (async function* () {
    try {
      for (;;) yield Buffer.from("data: 1\n\n");
    } finally {
      isClosed = true;
    }
  })();
  for await (const event of readEvents(body, { heard: () => undefined, signal })) {
    expect(event.data).toBe("1");
    break;
  }
  expect(isClosed).toBe(true);
});

test.each<[string, unknown]>([
  [
    `{"type":"submit","node_id":"a","app_id":"x/y","request_id":"r-1"}`,
    { kind: "submit", node: "a", app: "x/y", requestId: "r-1" },
  ],
  [`{"type":"submit","node_id":"a","request_id":"../../x"}`, undefined],
  [`{"type":"submit","node_id":"a"}`, undefined],
  [`{"type":"completion","output":null}`, { kind: "completion", output: null }],
  [`{"type":"completion","node_id":7,"output":[]}`, { kind: "completion", output: [] }],
  [`{"type":"completion","node_id":"a"}`, undefined],
  [`{"type":"output","output":{"x":1}}`, { kind: "output", output: { x: 1 } }],
  [`{"type":"progress"}`, undefined],
  ["7", undefined],
  ["null", undefined],
])("%s is read as %j", (data, event) => {
  expect(parseWorkflowEvent(data)).toEqual(event);
});

test.each<[string, object]>([
  [
    `{"type":"error","node_id":"a","message":"m","error":{"status":422,"body":{"detail":"d"}}}`,
    { message: "m", status: 422, body: { detail: "d" } },
  ],
  [`{"type":"error","error":"no"}`, { message: "the workflow failed on fal", body: "no" }],
  [
    `{"type":"error","message":{},"error":{"status":"x","body":null}}`,
    { message: "the workflow failed on fal", body: null },
  ],
  [`{"type":"error","error":{"status":200}}`, { message: "the workflow failed on fal" }],
])("%s is an error", (data, error) => {
  const event = parseWorkflowEvent(data);
  expect(event?.kind).toBe("error");
  expect(event).toMatchObject({ error });
});

test.each([
  ["not JSON", "{"],
  ["nested deeper than 200 levels", "[".repeat(201)],
])("%s is refused", (problem, data) => {
  expect(() => parseWorkflowEvent(data)).toThrow(new StreamProblem(problem));
});
