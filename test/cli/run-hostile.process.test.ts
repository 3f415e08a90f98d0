/**
 * `falc run` against a server that means harm or has lost its mind: what falc does, its exit code, and how often a
 * model was called. What holds in every row is in `cli/fault-run.ts`: the key is neither printed nor sent to another host,
 * nothing printed controls a terminal, and there is no stack trace.
 */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { TestProject } from "../support/project.ts";
import { savedRun } from "../support/saved-run.ts";
import { assertHarmless, bin, key, type Meeting, preload, runAgainst, setUpRuns } from "./fault-run.ts";
import {
  type Answer,
  changed,
  FaultServer,
  gzipBomb,
  hang,
  html,
  json,
  ok,
  redirect,
  type Script,
  stall,
  text,
  trickle,
  typed,
  withFields,
  wrongLength,
} from "./fault-server.ts";

const runs = setUpRuns();

const meet = (script: Script, argv: readonly string[], meeting?: Meeting) =>
  runAgainst(runs.project, script, argv, meeting);

const shot = ["shot", "--prompt", "a chair"];
const chain = ["chain", "--prompt", "a chair"];
const cut = ["cut", "--photo", "@photo.png"];
const running = json(202, { status: "IN_PROGRESS", logs: null });
const result = "https://queue.fal.run/fal-ai/flux/requests/req-1";

const lists = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
const jsonText = (body: string) => text(200, body, { "content-type": "application/json" });
const utf16 = changed((right) => Buffer.from(`\ufeff${right.toString()}`, "utf16le"));
const mark = changed((right) => Buffer.from(`\ufeff${right.toString()}`));
const latin1 = changed((right) => Buffer.from(right.toString().replace("png", "pn\xe9"), "latin1"));
const many = withFields(`"many":[${"[],".repeat(6_000_000)}0]`);
const slowly = "sent less than 10 KB in 60 seconds";
const once = "was not sent again";

type Row = readonly [
  fault: string,
  does: string,
  code: number,
  script: Script,
  says: string,
  submits?: number,
  argv?: readonly string[],
];

/** Where there is a paid request, every failure names it; see below. */
const rows: readonly Row[] = [
  ["submit: a byte order mark", "follows the request", 0, { submit: [mark] }, "done in"],
  ["submit: UTF-16", "fails", 1, { submit: [utf16] }, "fal's answer is not UTF-8 text; fal may have"],
  [
    "submit: 100,000 levels beside the id",
    "follows the request",
    0,
    { submit: [withFields(`"x":${lists(100_000)}`)] },
    "done in",
  ],
  [
    "submit: 100,000 levels",
    "fails",
    1,
    { submit: [jsonText(lists(100_000))] },
    "answer is nested deeper than 200 levels; fal may have accepted",
  ],
  ["submit: a gzip bomb", "fails", 1, { submit: [gzipBomb(1000)] }, "larger than 256 MB; fal may have"],
  ["submit: a byte now and then, for ever", "fails", 1, { submit: [trickle(2000)] }, `${slowly}; fal may`],
  [
    "submit: __proto__ has the id",
    "fails",
    1,
    { submit: [jsonText('{"__proto__":{"request_id":7}}')] },
    "no request id",
  ],
  [
    "submit: redirected to itself",
    "fails",
    1,
    { submit: [redirect(308, "/queue.fal.run/fal-ai/flux/dev")] },
    once,
  ],
  [
    "submit: a redirect to a file",
    "fails",
    1,
    { submit: [redirect(302, "file:///etc/passwd")] },
    "another address, which falc does not follow",
  ],

  ["status: a byte order mark", "reads it", 0, { status: [mark] }, "done in"],
  ["status: UTF-16", "fails", 1, { status: [utf16] }, "with no status"],
  [
    "status: 100,000 levels of a log line",
    "fails",
    1,
    { status: [jsonText(`{"status":"COMPLETED","logs":[${lists(100_000)}]}`)] },
    "with no status",
  ],
  ["status: a gzip bomb", "fails", 1, { status: [gzipBomb(1000)] }, "larger than 256 MB"],
  ["status: a byte now and then, for ever", "fails", 1, { status: [trickle(2000)] }, slowly],
  [
    "status: goes back from COMPLETED to IN_PROGRESS",
    "waits again",
    0,
    {
      status: [ok, running, ok],
      result: [json(400, { detail: "Request is still in progress" }), ok],
    },
    "done in",
  ],
  [
    "status: COMPLETED, and the result never is",
    "fails",
    1,
    { result: [json(400, { detail: "Request is still in progress" })] },
    "Request is still in progress",
  ],
  [
    "status: of another request",
    "asks for the result of its own",
    0,
    { status: [json(200, { status: "COMPLETED", request_id: "req-other", response_url: "" })] },
    "done in",
  ],
  [
    "status: __proto__ is COMPLETED",
    "fails",
    1,
    { status: [jsonText('{"__proto__":{"status":"COMPLETED"}}')] },
    "with no status",
  ],
  [
    "status: a log repeats the key",
    "hides it",
    0,
    {
      status: [
        json(200, {
          status: "COMPLETED",
          logs: [{ message: `got ${key}` }, { message: "x".repeat(1970) + key }, `Authorization: Key ${key}`],
        }),
      ],
    },
    "photo got [hidden]",
  ],

  ["result: a byte order mark", "reads it", 0, { result: [mark] }, "done in"],
  ["result: UTF-16", "fails", 1, { result: [utf16] }, "the result is not UTF-8 text"],
  ["result: Latin-1", "fails", 1, { result: [latin1] }, "the result is not UTF-8 text"],
  [
    "result: 100,000 levels",
    "fails",
    1,
    { result: [withFields(`"x":${lists(100_000)}`)] },
    "the result is nested deeper than 200 levels",
  ],
  [
    "result: 200 levels, sent to the next call",
    "passes them on",
    1,
    { result: [jsonText(`{"images":[{"url":${lists(197)}}]}`)] },
    "$cutout.image.url has no value",
    2,
    chain,
  ],
  ["result: six million lists", "fails", 1, { result: [many] }, "is of more than 5 million values"],
  [
    "result: a text of 40 MB",
    "reads it",
    0,
    { result: [withFields(`"x":"${'\\\\\\"['.repeat(8_000_000)}"`)] },
    "done in",
  ],
  ["result: a gzip bomb", "fails", 1, { result: [gzipBomb(1000)] }, "larger than 256 MB"],
  ["result: a byte now and then, for ever", "fails", 1, { result: [trickle(2000)] }, slowly],
  [
    "result: shorter than it says",
    "asks again",
    0,
    { result: [wrongLength(30), wrongLength(1), ok] },
    "done in",
  ],
  ["result: longer than it says", "fails", 1, { result: [wrongLength(-5)] }, "the result is not JSON"],
  [
    "result: redirected to itself",
    "fails",
    1,
    { result: [redirect(302, "/queue.fal.run/fal-ai/flux/requests/req-1")] },
    "which falc does not follow",
  ],
  [
    "result: keys of Object.prototype",
    "prints them like others",
    0,
    {
      result: [
        jsonText(
          '{"__proto__":{"seed":8},"images":[{"url":{"__proto__":{"a":1},"constructor":2},"content_type":"x"}],"seed":7}',
        ),
      ],
    },
    "done in",
  ],
  [
    "result: only __proto__ has the fields",
    "fails",
    1,
    { result: [jsonText('{"__proto__":{"images":[{"url":"x","content_type":"y"}],"seed":7}}')] },
    "$photo has only",
  ],
  [
    "result: an error repeats the key",
    "hides it",
    1,
    { result: [json(422, { detail: `${"x".repeat(1970)} ${key}` })] },
    "failed photo (422)",
  ],
  [
    "result: an error of 100,000 levels",
    "fails",
    1,
    { result: [text(500, `{"detail":${lists(100_000)}}`, { "content-type": "application/json" })] },
    "failed photo (500): fal failed with an internal error",
  ],

  [
    "upload: refused before it starts",
    "sends nothing to a model",
    1,
    { "upload-start": [json(403, { detail: "User is locked" })] },
    "fal denies access: User is locked",
    0,
    cut,
  ],
  [
    "upload: refused by the store",
    "sends nothing to a model",
    1,
    { upload: [text(403, "<Error><Code>AccessDenied</Code></Error>")] },
    "fal denies access",
    0,
    cut,
  ],
  [
    "upload: a byte now and then, for ever",
    "sends nothing to a model",
    1,
    { "upload-start": [trickle(2000)] },
    slowly,
    0,
    cut,
  ],
  [
    "upload: redirected with 303, which drops the file",
    "sends nothing to a model",
    1,
    { upload: [redirect(303, "/put/2")] },
    "which falc does not follow",
    0,
    cut,
  ],
  [
    "upload: to a file",
    "sends nothing to a model",
    1,
    { "upload-start": [json(200, { upload_url: "file:///etc/passwd", file_url: "https://x" })] },
    "fal did not say where the file goes",
    0,
    cut,
  ],
];

/** What the test's name shows, apart: vitest has no type for rows with optional ends. */
function titled<Each extends readonly [string, string, number, ...unknown[]]>(
  row: Each,
): readonly [string, string, number, Each] {
  return [row[0], row[1], row[2], row];
}

describe.concurrent("falc run", () => {
  test.each(rows.map(titled))("%s → %s, code %d", async (fault, _, code, row) => {
    const [, , , script, says, submits = 1, argv = shot] = row;
    const { err, out, server, ...ended } = await meet(script, argv);
    expect(err).toContain(says);
    expect({ code: ended.code, submits: server.count("submit") }).toEqual({ code, submits });
    if (code === 0) expect(JSON.parse(out)).toMatchObject({ seed: 7 });
    else if (server.count("status") > 0) expect(err).toMatch(/ {2}request req-[12]\n/);
    // What fal has not said that it failed may have a result.
    if (code === 1 && argv === shot && !/\((400|422)\)|has only/.test(err) && server.count("status") > 0)
      expect(err).toContain(result);
    if (fault.includes("Object.prototype")) expect(out).toContain('"__proto__": {\n      "a": 1');
  });
});

describe.concurrent("a download of falc run --out", () => {
  /** A project of its own: otherwise the files of runs that go on at the same time would be asked for, to compare. */
  const shotAlone = () =>
    new TestProject(
      Object.fromEntries(
        ["shot.json", "shot.schema.json"].map((name) => [
          `dist-workflows/${name}`,
          runs.project.read(`dist-workflows/${name}`),
        ]),
      ),
    );

  const bytes = (body: string, type = "image/png"): Answer => text(200, body, { "content-type": type });
  type Download = readonly [
    fault: string,
    does: string,
    code: number,
    file: readonly Answer[],
    says: string,
    files?: readonly string[],
  ];
  const downloads: readonly Download[] = [
    ["redirects to itself", "is not saved", 1, [redirect(302, "/file/1.png")], "redirects again and again"],
    ["redirects to a file", "is not saved", 1, [redirect(302, "file:///etc/passwd")], "not on the web"],
    ["redirects to a data URL", "is not saved", 1, [redirect(302, "data:,x")], "not on the web"],
    ["is 204", "is not saved", 1, [text(204, "")], "the server answered with status 204"],
    ["is 206", "is not saved", 1, [text(206, "part")], "the server answered with status 206"],
    ["is a web page", "is saved as one", 0, [html()], "saved", ["image.html"]],
    ["has no type", "is named after its URL", 0, [typed(undefined)], "saved", ["image.png"]],
    ["has a type with a path", "is named after its URL", 0, [typed("../../x")], "saved", ["image.png"]],
    ["is an attachment with a path", "goes where it belongs", 0, [attachment], "saved", ["image.png"]],
    ["is longer than it says", "is as long as it said", 0, [wrongLength(-5)], "saved", ["image.png"]],
    ["is shorter than it says", "is not saved", 1, [wrongLength(5)], "the connection was lost"],
    ["sends a byte now and then, for ever", "is not saved", 1, [trickle(2000)], slowly],
    ["stops in the middle", "is not saved", 1, [stall], "the server sent less than 10 KB in 60 seconds"],
    ["is a file first and silent then", "is saved", 0, [hang, bytes("x")], "saved", ["image.png"]],
  ];
  test.each(downloads.map(titled))("%s → %s, code %d", async (fault, _, code, row) => {
    const [, , , file, says, files = []] = row;
    const folder = `out/${fault.replace(/\W+/g, "-")}`;
    const project = shotAlone();
    const { err, out, server, ...ended } = await runAgainst(project, { file }, [...shot, "--out", folder]);
    expect(err).toContain(says);
    expect({ code: ended.code, files: readdirSync(project.path(folder)) }).toEqual({
      code,
      files: savedRun("shot", files),
    });
    // Nothing that was paid for is lost: the URL is in the result.
    expect(JSON.parse(out)).toMatchObject({ image: `${server.url}/file/1.png`, seed: 7 });
    // What would happen again is not repeated; fetch itself follows 20 redirects.
    if (/redirects|20[46]/.test(fault)) expect(server.count("file")).toBeLessThan(25);
  });

  const names: readonly (readonly [name: string, file: string])[] = [
    ["../../evil", "image-evil.png"],
    ["/etc/passwd", "image-etc-passwd.png"],
    ["C:\\Windows\\x", "image-c-windows-x.png"],
    ["a\u0000b\u001b[2J\u202e", "image-a-b-2j.png"],
    ["x".repeat(5000), `image-${"x".repeat(74)}.png`],
    ["nul", "image-nul.png"],
    ["..", "image.png"],
    ["__proto__", "image-__proto__.png"],
  ];
  test.each(names)("named %j by the server goes to %s", async (name, file) => {
    const folder = `out/name-${names.findIndex(([each]) => each === name)}`;
    // A computed key: `__proto__: …` would set the prototype.
    const url = { [name]: { url: "URL/file/1.png" } };
    const output = { images: [{ url, content_type: "x" }], seed: 7 };
    const project = shotAlone();
    const { code } = await runAgainst(project, {}, [...shot, "--out", folder], { output });
    expect({ code, files: readdirSync(project.path(folder)) }).toEqual({
      code: 0,
      files: savedRun("shot", [file]),
    });
  });
});

function attachment({ response, right, contentType }: Parameters<Answer>[0]): void {
  const headers = {
    "content-type": contentType,
    "content-disposition": 'attachment; filename="../../evil.sh"',
    "content-location": "file:///etc/cron.d/evil",
  };
  response.writeHead(200, headers);
  response.end(right);
}

describe.concurrent("another host", () => {
  const elsewhere = (url: string) => ({
    request_id: "req-1",
    status: "COMPLETED",
    status_url: `${url}/queue.fal.run/fal-ai/flux/requests/req-1/status`,
    response_url: `${url}/queue.fal.run/fal-ai/flux/requests/req-1`,
    cancel_url: `${url}/queue.fal.run/fal-ai/flux/requests/req-1/cancel`,
  });
  type Elsewhere = readonly [
    fault: string,
    gets: string,
    code: number,
    script: (url: string) => Script,
    asks: readonly string[],
    argv: readonly string[],
  ];
  test.each<Elsewhere>([
    [
      "as the target of a submit's redirect",
      "nothing",
      1,
      (url) => ({ submit: [redirect(307, `${url}/queue.fal.run/x`)] }),
      [],
      shot,
    ],
    [
      "as the target of a status's redirect",
      "nothing",
      1,
      (url) => ({ status: [redirect(302, `${url}/queue.fal.run/x`)] }),
      [],
      shot,
    ],
    [
      "as the target of a result's redirect",
      "nothing",
      1,
      (url) => ({ result: [redirect(302, `${url}/queue.fal.run/x`)] }),
      [],
      shot,
    ],
    [
      "as the target of an upload's redirect",
      "nothing",
      1,
      (url) => ({ upload: [redirect(307, `${url}/put/1`)] }),
      [],
      cut,
    ],
    [
      "in the URLs of a submit's answer",
      "nothing",
      0,
      (url) => ({ submit: [json(200, elsewhere(url))], status: [json(200, elsewhere(url))] }),
      [],
      shot,
    ],
    [
      "in the URLs of an answer, after a stop",
      "nothing",
      1,
      (url) => ({
        submit: [json(200, elsewhere(url))],
        status: [json(200, { ...elsewhere(url), status: "IN_QUEUE" })],
      }),
      [],
      [...shot, "--timeout", "5s"],
    ],
    [
      "as the store of an upload",
      "the file",
      0,
      (url) => ({
        "upload-start": [json(200, { upload_url: `${url}/put/1`, file_url: `${url}/file/1.png` })],
        result: [json(200, { image: { url: `${url}/file/1.png` } })],
      }),
      ["upload"],
      cut,
    ],
    [
      "as the host of a file",
      "a request for it",
      0,
      (url) => ({
        result: [json(200, { images: [{ url: `${url}/file/1.png`, content_type: "image/png" }], seed: 7 })],
      }),
      ["file"],
      [...shot, "--out", "out/elsewhere"],
    ],
    [
      "as the target of a file's redirect",
      "a request for it",
      0,
      (url) => ({ file: [redirect(302, `${url}/file/1.png`)] }),
      ["file"],
      [...shot, "--out", "out/redirected"],
    ],
  ])("%s → gets %s and no key, code %d", async (_, __, code, script, asks, argv) => {
    const other = await new FaultServer().start();
    try {
      // Another name and another port: a browser calls either another origin.
      const url = other.url.replace("127.0.0.1", "localhost");
      const ended = await meet(script(url), argv);
      expect({ code: ended.code, asks: other.seen.map(({ stage }) => stage) }).toEqual({ code, asks });
      expect(other.seen.filter(({ headers }) => JSON.stringify(headers).includes(key.slice(0, 8)))).toEqual(
        [],
      );
    } finally {
      other.stop();
    }
  });
});

interface Stopped {
  readonly code: number | null;
  readonly err: string;
  readonly submits: number;
}

/** Runs in a process of its own, and sends it a signal once the server was asked. */
async function stopped(script: Script, argv: readonly string[], signal?: NodeJS.Signals): Promise<Stopped> {
  const server = await new FaultServer(script).start();
  const child = spawn(process.execPath, ["--import", preload, bin, "run", ...argv, "--fresh"], {
    cwd: runs.project.root,
    env: { PATH: process.env["PATH"], FAL_KEY: key, FAULT_SERVER: server.url },
  });
  let err = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (err += chunk));
  const closed = new Promise<number | null>((resolve) => child.on("close", resolve));
  if (signal !== undefined) {
    while (server.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill(signal);
  }
  const code = await closed;
  const submits = server.count("submit");
  server.stop();
  assertHarmless({ out: "", err });
  return { code, err, submits };
}

describe.concurrent("a run that is stopped ends, whatever the server does", () => {
  const limit = ["--timeout", "10s"];
  type Stop = readonly [
    fault: string,
    stop: string,
    code: number,
    script: Script,
    argv: readonly string[],
    signal: NodeJS.Signals | undefined,
    says: string,
    submits?: number,
  ];
  const stops: readonly Stop[] = [
    [
      "a submit's answer byte by byte, for ever",
      "--timeout",
      1,
      { submit: [trickle(500)] },
      [...shot, ...limit],
      undefined,
      "no result within 10 s; fal did not confirm that it is cancelled",
    ],
    [
      "a status byte by byte, for ever",
      "--timeout",
      1,
      { status: [trickle(500)] },
      [...shot, ...limit],
      undefined,
      "no result within 10 s; it was cancelled",
    ],
    [
      "a result byte by byte, for ever",
      "--deadline",
      1,
      { result: [trickle(500)] },
      [...shot, "--deadline", "10s"],
      undefined,
      "Stopped after 10 s (--deadline)",
    ],
    [
      "an upload that never starts",
      "--deadline",
      1,
      { "upload-start": [hang] },
      [...cut, "--deadline", "10s"],
      undefined,
      "Stopped after 10 s (--deadline), while uploading",
      0,
    ],
    [
      "an upload that never starts",
      "Ctrl-C",
      130,
      { "upload-start": [hang] },
      cut,
      "SIGINT",
      "Interrupted, while uploading",
      0,
    ],
    [
      "a submit that is never answered",
      "Ctrl-C",
      130,
      { submit: [hang] },
      shot,
      "SIGINT",
      "did not confirm that these are cancelled",
    ],
    // fal's client would have repeated it up to three times, after the user had stopped the run.
    ["429 to the submit", "Ctrl-C", 130, { submit: [json(429, {})] }, shot, "SIGINT", "Interrupted", 1],
  ];
  test.each(stops.map(titled))("%s, %s → code %d", async (_, __, code, row) => {
    const [, , , script, argv, signal, says, submits = 1] = row;
    const ended = await stopped(script, argv, signal);
    expect(ended.err).toContain(says);
    expect({ code: ended.code, submits: ended.submits }).toEqual({ code, submits });
  });
});

test("a gzip bomb of 8 GB takes bounded memory", async () => {
  const { code, err } = await meet({ result: [gzipBomb(8000)] }, shot, { asProcess: true });
  expect(code).toBe(1);
  const [, megabytes] = /^most memory: (\d+) MB$/m.exec(err) ?? [];
  expect(Number(megabytes)).toBeGreaterThan(0);
  expect(Number(megabytes)).toBeLessThan(1000);
});

describe.concurrent("a result that cannot be written → fal still has it, code 1", () => {
  test.each([
    ["text", []],
    ["--json", ["--json", "--out", "out/full"]],
  ])("%s", async (_, more) => {
    const server = await new FaultServer().start();
    const words = [process.execPath, "--import", preload, bin, "run", ...shot, ...more, "--fresh"];
    const child = spawn("bash", ["-c", `"$@" > /dev/full`, "bash", ...words], {
      cwd: runs.project.root,
      env: { PATH: process.env["PATH"], FAL_KEY: key, FAULT_SERVER: server.url },
    });
    let err = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (err += chunk));
    const code = await new Promise((resolve) => child.on("close", resolve));
    server.stop();
    expect(err).toContain(`fal keeps their results for a while:\n  photo  ${result}\n`);
    expect(err).toContain("error: cannot write to standard output: the disk is full\n");
    expect(code).toBe(1);
    if (more.length > 0) {
      expect(readFileSync(runs.project.path("out/full/image.png")).subarray(1, 4).toString()).toBe("PNG");
    }
  });
});
