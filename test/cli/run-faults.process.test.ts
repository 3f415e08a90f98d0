/**
 * `falc run` against a faulty server: exit code, messages, and how often a model was called. The usual faults are in the fault
 * matrix (`fault-matrix.ts`); here are their variants, and what is about the process itself. A submit is sent once, whatever happens; fal's client is unmodified. Some cases of each kind, and all that are about the process itself,
 * run in a separate process.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { listSavedRun, savedRun } from "../support/saved-run.ts";
import { bin, type Ended, key, type Meeting, preload, runAgainst, setUpRuns } from "./fault-run.ts";
import {
  brokenGzip,
  cut,
  drip,
  endless,
  FaultServer,
  hang,
  html,
  json,
  notHttp,
  ok,
  redirect,
  reset,
  type Script,
  stall,
  text,
  typed,
  wrongLength,
} from "./fault-server.ts";

const runs = setUpRuns();

const meet = (script: Script, argv: readonly string[], meeting?: Meeting) =>
  runAgainst(runs.project, script, argv, meeting);

const shot = ["shot", "--prompt", "a chair"];
const once = "was not sent again";

test("each submit says in fal's billing which workflow and node it is for", async () => {
  const { server } = await meet({}, shot);
  const tags = server.seen.map(({ stage, headers }) => [stage, headers["x-fal-tags"]]);
  expect(tags).toEqual([
    ["submit", expect.stringMatching(/^workflow=shot,run=\d{8}-\d{6}-\w{6},node=photo$/)],
    ["status", undefined],
    ["result", undefined],
  ]);
});

test("a field that fal refuses is shown where the author wrote it", async () => {
  const item = (...loc: unknown[]) => ({ loc, msg: "no", type: "value_error" });
  const detail = [item("body", "prompt"), item("body", "unknown"), item("body"), item(), null];
  const { err } = await meet({ result: [json(422, { detail })] }, shot);
  expect(err).toContain("\n  prompt: workflows/shot.ts:4:30\n  sent:");
});

test("a failure whose result fal may still have is not to be run again", async () => {
  const { err } = await meet(
    { result: [json(500, { detail: "x", error_type: "runner_server_error" })] },
    shot,
  );
  expect(err).toContain("fal may have finished it, or may still, and bill it. Its result:");
  expect(err).not.toContain("What to do:");
});

/** What happens, its script, the exit code, the messages, and the number of submits. */
const rows: readonly (readonly [
  name: string,
  script: Script,
  code: number,
  says: string,
  submits: number,
])[] = [
  ["nothing goes wrong", {}, 0, "done in", 1],

  ["submit: cut before the body", { submit: [cut(0)] }, 1, once, 1],
  ["submit: cut in the middle of the id", { submit: [cut(0.3)] }, 1, once, 1],
  ["submit: cut in a chunked body", { submit: [cut(0.3, true)] }, 1, once, 1],
  ["submit: cut behind the id, so the request is followed", { submit: [cut(0.8)] }, 0, "done in", 1],
  ["submit: the connection is reset", { submit: [reset] }, 1, `connection was lost`, 1],
  [
    "submit: the answer stops",
    { submit: [stall] },
    1,
    "sent less than 10 KB in 60 seconds; fal may have accepted",
    1,
  ],
  ["submit: byte by byte", { submit: [drip(2)] }, 0, "done in", 1],
  ["submit: a web page as a 502", { submit: [html(502)] }, 1, once, 1],
  ["submit: an invalid id", { submit: [json(200, { request_id: 7 })] }, 1, "has no request id", 1],
  [
    "submit: an id that leads elsewhere",
    { submit: [json(200, { request_id: "../../../x?" })] },
    1,
    "has no request id",
    1,
  ],
  ["submit: null", { submit: [json(200, null)] }, 1, 'answer has no request id: "null"', 1],
  ["submit: an empty answer", { submit: [text(200, "")] }, 1, "answer has no request id: nothing", 1],
  ["submit: 204", { submit: [text(204, "")] }, 1, "answer has no request id", 1],
  ["submit: 202 with an id", { submit: [json(202, { request_id: "r" })] }, 0, "done in", 1],
  ["submit: the type lies", { submit: [typed("text/html")] }, 0, "done in", 1],
  ["submit: no type", { submit: [typed(undefined)] }, 0, "done in", 1],
  ["submit: broken gzip", { submit: [brokenGzip] }, 1, once, 1],
  ["submit: longer than it is", { submit: [wrongLength(100)] }, 0, "done in", 1],
  ["submit: shorter than it is", { submit: [wrongLength(-20)] }, 0, "done in", 1],
  ["submit: not HTTP", { submit: [notHttp] }, 1, once, 1],
  [
    "submit: redirected",
    { submit: [redirect(307, "https://evil.example/x")] },
    1,
    "evil.example, which falc does not",
    1,
  ],
  ["submit: 409", { submit: [json(409, {})] }, 1, "answered with status 409", 1],
  [
    "submit: 422",
    { submit: [json(422, { detail: [{ loc: ["body", "prompt"], msg: "Field required" }] })] },
    1,
    "prompt: Field required",
    1,
  ],
  ["submit: 422 whose body is cut", { submit: [json(422, null)] }, 1, "without saying why (422)", 1],
  ["submit: 429 once, which never arrived", { submit: [json(429, {}), ok] }, 0, "done in", 2],
  ["submit: 504", { submit: [text(504, "")] }, 1, once, 1],
  ["submit: 600", { submit: [json(600, {})] }, 1, "status 600", 1],

  [
    "status: an unknown status",
    { status: [json(200, { status: "PAUSED" })] },
    1,
    'the unknown status "PAUSED"',
    1,
  ],
  ["status: an empty status", { status: [json(200, { status: "" })] }, 1, "with no status", 1],
  ["status: null", { status: [json(200, null)] }, 1, "with no status", 1],
  ["status: an empty answer", { status: [text(200, "")] }, 1, "with no status: nothing", 1],
  ["status: a web page once", { status: [html(), ok] }, 0, "done in", 1],
  [
    "status: log lines of every kind",
    {
      status: [
        json(200, {
          status: "COMPLETED",
          logs: [null, 7, {}, { message: null }, { message: { a: 1 } }, "x"],
        }),
      ],
    },
    0,
    'photo {"a":1}',
    1,
  ],
  ["status: reset once", { status: [reset, ok] }, 0, "done in", 1],
  ["status: cut always", { status: [cut()] }, 1, "https://queue.fal.run/fal-ai/flux/requests/req-1", 1],
  ["status: silent once", { status: [hang, ok] }, 0, "done in", 1],
  [
    "status: 404",
    { status: [json(404, { status: "NOT_FOUND" })] },
    1,
    "does not know this endpoint or request",
    1,
  ],
  ["status: 503 always", { status: [json(503, null)] }, 1, "Its result:", 1],
  [
    "status: redirected",
    { status: [redirect(302, "http://127.0.0.1:1/")] },
    1,
    "127.0.0.1:1, which falc does not",
    1,
  ],
  [
    "status: failed",
    { status: [json(200, { status: "COMPLETED", error: "worker died" })] },
    1,
    "worker died",
    1,
  ],

  [
    "result: 202",
    { result: [json(202, { status: "IN_PROGRESS" })] },
    1,
    "status 202 where the result was expected",
    1,
  ],
  ["result: 204", { result: [text(204, "")] }, 1, "status 204 where the result was expected", 1],
  ["result: null", { result: [json(200, null)] }, 1, "$photo is null", 1],
  ["result: an empty answer", { result: [text(200, "")] }, 1, "the result is not JSON (no content type)", 1],
  ["result: the type lies", { result: [typed("application/octet-stream")] }, 0, "done in", 1],
  [
    "result: cut always",
    { result: [cut(0.5, true)] },
    1,
    "https://queue.fal.run/fal-ai/flux/requests/req-1",
    1,
  ],
  ["result: reset once", { result: [reset, ok] }, 0, "done in", 1],
  ["result: silent once", { result: [hang, ok] }, 0, "done in", 1],
  ["result: silent always", { result: [stall] }, 1, "sent less than 10 KB in 60 seconds", 1],
  ["result: broken gzip", { result: [brokenGzip] }, 1, "cannot be decompressed", 1],
  ["result: longer than it is, once", { result: [wrongLength(50), ok] }, 0, "done in", 1],
  ["result: byte by byte", { result: [drip(2)] }, 0, "done in", 1],
  ["result: endless", { result: [endless] }, 1, "larger than 256 MB", 1],
  ["result: 500", { result: [json(500, { detail: "CUDA out of memory" })] }, 1, "CUDA out of memory", 1],
  [
    "result: 422",
    { result: [json(422, { detail: "no face found" })] },
    1,
    "failed photo (422): no face found",
    1,
  ],
  [
    "result: redirected",
    { result: [redirect(302, "https://evil.example/")] },
    1,
    "evil.example, which falc does not",
    1,
  ],
];

/** The others run in this process. */
const asProcess: ReadonlySet<string> = new Set([
  "nothing goes wrong",
  "submit: cut in the middle of the id",
  "submit: the connection is reset",
  "status: an unknown status",
  "status: silent once",
  "result: cut always",
  "result: silent always",
  "result: endless",
]);

describe.concurrent("falc run handles", () => {
  test.each(rows)("%s", async (name, script, code, says, submits) => {
    const ended = await meet(script, shot, { asProcess: asProcess.has(name) });
    expect(ended.err).toContain(says);
    expect({ code: ended.code, submits: ended.server.count("submit") }).toEqual({ code, submits });
    if (code === 0) expect(JSON.parse(ended.out)).toMatchObject({ seed: 7 });
    // Every failure after a submit with an id names that id.
    else if (ended.server.count("status") > 0) expect(ended.err).toContain("request req-1");
  });
});

describe.concurrent("a failed upload ends the run before anything is sent to a model", () => {
  const cutPhoto = ["cut", "--photo", "@photo.png"];
  const answer = { image: { url: "URL/file/cut.png" } };
  test.each<readonly [string, Script, number, string, number]>([
    ["a right one", {}, 0, "done in", 1],
    ["a start that is a web page", { "upload-start": [html()] }, 1, "did not say where the file goes", 0],
    ["a start without URLs", { "upload-start": [json(200, {})] }, 1, "did not say where the file goes", 0],
    ["a start that is null", { "upload-start": [json(200, null)] }, 1, "did not say where the file goes", 0],
    [
      "a start that is redirected",
      { "upload-start": [redirect(307, "http://127.0.0.1:1")] },
      1,
      "does not follow",
      0,
    ],
    ["a start that is cut once", { "upload-start": [cut(), ok] }, 0, "done in", 1],
    ["a start that hangs", { "upload-start": [hang] }, 1, "sent nothing for 60 seconds", 0],
    ["a 403 of the store", { upload: [text(403, "<Error/>")] }, 1, "denies access", 0],
    ["a store that hangs", { upload: [hang] }, 1, "sent nothing for 60 seconds", 0],
    ["a store that resets", { upload: [reset] }, 1, "connection was lost", 0],
    ["a store whose answer drips", { upload: [drip(20)] }, 0, "done in", 1],
  ])("%s", async (_, script, code, says, submits) => {
    const ended = await meet(script, cutPhoto, { output: answer });
    expect(ended.err).toContain(says);
    expect({ code: ended.code, submits: ended.server.count("submit") }).toEqual({ code, submits });
    if (code === 0) {
      const [submit] = ended.server.seen.filter(({ stage }) => stage === "submit");
      expect(submit?.body).toContain("/file/uploaded.png");
    } else expect(ended.err).toContain("cannot upload");
    // The file goes to another host, which must not get the key.
    expect(ended.server.seen.filter(({ stage, key: sent }) => stage === "upload" && sent)).toEqual([]);
  });
});

describe.concurrent("a download", () => {
  test.each<readonly [string, Script, number, string]>([
    ["that gets a 503 once is repeated", { file: [text(503, ""), ok] }, 0, "saved"],
    ["that is cut once is repeated", { file: [cut(), ok] }, 0, "saved"],
    ["that is cut in a chunked body once is repeated", { file: [cut(0.5, true), ok] }, 0, "saved"],
    ["that is silent once is repeated", { file: [stall, ok] }, 0, "saved"],
    ["that is cut every time is not saved", { file: [cut()] }, 1, "not saved image: the connection was lost"],
    [
      "of a file that is gone is not saved",
      { file: [text(404, "")] },
      1,
      "not saved image: the server answered with status 404",
    ],
    ["that never answers is not saved", { file: [hang] }, 1, "sent nothing for 60 seconds"],
  ])("%s", async (name, script, code, says) => {
    const folder = `out/${name.replaceAll(" ", "-")}`;
    const ended = await meet(script, [...shot, "--out", folder]);
    expect(ended.err).toContain(says);
    expect({ code: ended.code, submits: ended.server.count("submit") }).toEqual({ code, submits: 1 });
    // The answer itself is there, and the failed download left nothing behind.
    expect(JSON.parse(ended.out)).toMatchObject({ seed: 7 });
    expect(listSavedRun(runs.project.path(folder))).toEqual(
      savedRun("shot", code === 0 ? ["image.png"] : []),
    );
    if (code === 0)
      expect(
        readFileSync(runs.project.path(`${folder}/image.png`))
          .subarray(1, 4)
          .toString(),
      ).toBe("PNG");
  });
});

describe.concurrent("an incomplete answer", () => {
  test("an optional field of the output is left out, as the function does", async () => {
    const { code, out } = await meet({}, shot, {
      output: { images: [{ url: "URL/file/1.png" }], seed: 7 },
    });
    expect({ code, keys: Object.keys(JSON.parse(out) as object) }).toEqual({
      code: 0,
      keys: ["image", "seed"],
    });
  });

  test("without a required field is a failure that shows what is known and the answer", async () => {
    const { code, out, err, server } = await meet({}, shot, { output: { images: [], seed: 7 } });
    expect({ code, submits: server.count("submit") }).toEqual({ code: 1, submits: 1 });
    expect(JSON.parse(out)).toEqual({ seed: 7 });
    expect(err).toContain(
      "failed output: $photo.images.0.url has no value: $photo.images is an array of 0 elements",
    );
    expect(err).toContain("  workflows/shot.ts:4:23  fal-ai/flux/dev  request req-1\n");
    expect(err).toContain('  photo answered:\n    {\n      "images": [],\n      "seed": 7\n    }\n');
  });

  test("is reported the same way with --json", async () => {
    const { code, out } = await meet({}, [...shot, "--json"], { output: { images: [], seed: 7 } });
    const last = JSON.parse(out.trimEnd().split("\n").at(-1) ?? "") as object;
    expect(code).toBe(1);
    expect(last).toMatchObject({
      kind: "run-failed",
      output: { seed: 7 },
      failures: [{ source: { node: "photo", requestId: "req-1", answer: { images: [] } } }, {}],
    });
  });

  test("between nodes is shown, and nothing more is paid for", async () => {
    const { code, err, server } = await meet({}, ["chain", "--prompt", "x"], { output: { images: [] } });
    expect({ code, submits: server.count("submit") }).toEqual({ code: 1, submits: 1 });
    expect(err).toContain("failed cutout: $photo.images.0.url has no value");
    expect(err).toContain("photo answered:");
    expect(err).toContain("photo  https://queue.fal.run/fal-ai/flux/requests/req-1");
  });
});

describe.concurrent("time limits", () => {
  const running = json(202, { status: "IN_PROGRESS", logs: null });

  test("names what fal has not cancelled", async () => {
    const script = { status: [running], cancel: [json(500, {})] };
    const { code, err } = await meet(script, [...shot, "--deadline", "10s"]);
    expect(code).toBe(1);
    expect(err).toContain(
      "did not confirm that these are cancelled, and may bill them: photo (request req-1)",
    );
  });
});

describe.concurrent("a malicious server", () => {
  const escapes = "\u001b[2J\u001b]0;owned\u0007\u009b31m\u202egnp";

  test("cannot overwrite the terminal", async () => {
    const logs = [{ message: escapes }, { message: "x".repeat(3_000_000) }];
    const script = {
      status: [json(200, { status: "COMPLETED", logs })],
      result: [json(422, { detail: escapes }, { "x-fal-request-id": "a" })],
    };
    const { code, err } = await meet(script, shot);
    expect(code).toBe(1);
    expect(err.length).toBeLessThan(10_000);
  });

  test("gets no key through a redirect, of an answer or of a file", async () => {
    const other = await new FaultServer().start();
    try {
      for (const stage of ["submit", "status", "result", "cancel", "upload-start"] as const) {
        const argv = stage === "upload-start" ? ["cut", "--photo", "@photo.png"] : shot;
        expect((await meet({ [stage]: [redirect(307, `${other.url}/queue.fal.run/x`)] }, argv)).code).toBe(
          stage === "cancel" ? 0 : 1,
        );
        expect(other.seen).toEqual([]);
      }
      const file = { file: [redirect(302, `${other.url}/file/x`)] };
      expect((await meet(file, [...shot, "--out", "out/redirected"])).code).toBe(0);
      expect(other.seen).toMatchObject([{ stage: "file", key: undefined }]);
    } finally {
      other.stop();
    }
  });

  test("cannot choose where files go", async () => {
    const output = {
      images: [{ url: "URL/file/..%2f..%2fevil.png", file_name: "../../evil.sh", content_type: "../x" }],
      seed: 7,
    };
    const { code, err } = await meet({ file: [typed("../../evil")] }, [...shot, "--out", "out/names"], {
      output,
    });
    expect({ code, files: listSavedRun(runs.project.path("out/names")) }).toEqual({
      code: 0,
      files: savedRun("shot", ["image.png"]),
    });
    expect(err).toContain("saved out/names/image.png");
  });
});

describe("a key that is invalid in a header is reported, but not shown", () => {
  test.each([
    ["a line break", `${key}\n`, "contains a line break"],
    ["quotes", `"${key}"`, "has quotes around it"],
    ["the header's word", `Key ${key}`, "begins with a word of the header"],
    ["a space", `${key.slice(0, 8)} ${key.slice(8)}`, "contains a space or a tab"],
    [
      "a letter beyond ASCII",
      `${key.slice(0, 3)}ü${key.slice(4)}`,
      "contains a character that is not ASCII, at position 4",
    ],
    ["nothing but spaces", "  ", "is blank"],
  ])("%s", async (_, bad, says) => {
    const { code, out, err } = await runs.project.falc(["run", ...shot], { env: { FAL_KEY: bad } });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(`FAL_KEY cannot be a fal key: it ${says}`);
    expect(err).not.toContain(key.slice(9, 20));
  });

  test("the emulator needs none", async () => {
    const emulated = await runs.project.falc(["run", ...shot, "--engine", "emulator"], {
      env: { FAL_KEY: '"x"' },
    });
    expect(emulated.code).toBe(0);
  });
});

describe.concurrent("a run whose output is closed", () => {
  const running = json(202, { status: "IN_PROGRESS", logs: null });

  /** `falc run … | head -1`: the process's own exit code, and its messages. */
  async function pipe(server: FaultServer, argv: readonly string[], lines = 1): Promise<Ended> {
    const script = `"$@" | head -${lines}; echo "\${PIPESTATUS[0]}" >&3`;
    const words = [process.execPath, "--import", preload, bin, "run", ...argv, "--fresh"];
    const child = spawn("bash", ["-c", script, "bash", ...words], {
      cwd: runs.project.root,
      env: { PATH: process.env["PATH"], FAL_KEY: key, FAULT_SERVER: server.url },
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    });
    const texts = ["", "", ""];
    for (const [index, stream] of child.stdio.slice(1).entries()) {
      stream?.on("data", (chunk: Buffer) => (texts[index] += chunk.toString()));
    }
    await new Promise((resolve) => child.on("close", resolve));
    return { code: Number(texts[2]), out: texts[0] ?? "", err: texts[1] ?? "" };
  }

  test("goes on and saves with --out", async () => {
    const server = await new FaultServer({ status: [running, running, running, ok] }).start();
    const { code, out } = await pipe(server, [...shot, "--json", "--out", "out/piped"]);
    server.stop();
    expect({ code, lines: out.trim().split("\n").length }).toEqual({ code: 0, lines: 1 });
    expect(listSavedRun(runs.project.path("out/piped"))).toEqual(savedRun("shot", ["image.png"]));
    expect([server.count("submit"), server.count("cancel")]).toEqual([1, 0]);
  });

  test("is cancelled without --out, as by Ctrl-C", async () => {
    const server = await new FaultServer({ status: [running] }).start();
    // The fourth line is that the call was submitted.
    const { code } = await pipe(server, [...shot, "--json"], 4);
    server.stop();
    expect(code).toBe(130);
    expect([server.count("submit"), server.count("cancel")]).toEqual([1, 1]);
  });

  test("has its own exit code if everything is done", async () => {
    const server = await new FaultServer().start();
    const { code } = await pipe(server, shot);
    server.stop();
    expect(code).toBe(0);
  });
});

describe.concurrent("two runs at once with one --out", () => {
  test("leave one complete picture, like two successive runs", async () => {
    const bodies = ["a", "b"].map((letter) => letter.repeat(300_000));
    const ended = await Promise.all(
      bodies.map((body) =>
        meet({ file: [text(200, body, { "content-type": "image/png" })] }, [...shot, "--out", "out/shared"], {
          asProcess: true,
        }),
      ),
    );
    for (const { code, err } of ended) {
      expect({ code, saved: err.includes("saved out/shared/image.png") }).toEqual({ code: 0, saved: true });
      expect(err).not.toMatch(/\bE[A-Z]{4,}\b/);
    }
    expect(listSavedRun(runs.project.path("out/shared"))).toEqual(savedRun("shot", ["image.png"]));
    expect(bodies.includes(readFileSync(runs.project.path("out/shared/image.png"), "utf8"))).toBe(true);
  });
});

describe.concurrent("a run that is told to end cancels its requests on fal", () => {
  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("%s, code %d", async (signal, code) => {
    const server = await new FaultServer({
      status: [json(202, { status: "IN_PROGRESS", logs: null })],
    }).start();
    const child = spawn(process.execPath, ["--import", preload, bin, "run", ...shot, "--fresh"], {
      cwd: runs.project.root,
      env: { PATH: process.env["PATH"], FAL_KEY: key, FAULT_SERVER: server.url },
    });
    let err = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (err += chunk));
    while (server.count("status") === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill(signal);
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(code);
    server.stop();
    expect(err).toContain("Interrupted. Not finished: photo");
    expect([server.count("submit"), server.count("cancel")]).toEqual([1, 1]);
  });
});

test("a result that cannot be written is a failure", async () => {
  const server = await new FaultServer().start();
  const script = `"$@" > /dev/full; echo $? >&2`;
  const words = [process.execPath, "--import", preload, bin, "run", ...shot, "--fresh"];
  const child = spawn("bash", ["-c", script, "bash", ...words], {
    cwd: runs.project.root,
    env: { PATH: process.env["PATH"], FAL_KEY: key, FAULT_SERVER: server.url },
  });
  let err = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (err += chunk));
  await new Promise((resolve) => child.on("close", resolve));
  server.stop();
  expect(err).toMatch(/error: cannot write to standard output: the disk is full\n1\n$/);
});
