/** Runs a scene of the fault matrix, and checks its cell: the command as it is typed, in this process, in a project of its own. */
import { chmodSync, cpSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { exit, Interrupt } from "../../src/cli/io.ts";
import type { FaultRule } from "../../src/emulator/faults/fault-script.ts";
import { type Result, TestProject } from "../support/project.ts";
import { withoutPrivileges } from "../support/without-privileges.ts";
import type { Cell, EngineName, Scene } from "./faults/cell.ts";
import { meeting } from "./fault-routes.ts";
import { assertHarmless, type Ended, key, workflows } from "./fault-run.ts";
import { FaultServer } from "./fault-server.ts";

export interface Played {
  readonly first: Attempt;
  /** The same words again, once the fault is gone. */
  readonly again: Attempt | undefined;
}

export interface Attempt extends Ended {
  /** Calls that the server was asked for meanwhile, and has accepted. */
  readonly paid: number;
}

/** Where the calls of a run go. */
class Place {
  /** Absent if they stay in this process. */
  readonly url: string | undefined;
  /** Calls that were accepted. */
  readonly paid: () => number;
  readonly mend: () => void;
  readonly close: () => Promise<unknown>;
  /** Called with each of them. */
  onCall: () => void = () => undefined;

  constructor(
    url: string | undefined,
    paid = () => 0,
    { mend = () => {}, close = () => Promise.resolve() }: Partial<Pick<Place, "mend" | "close">> = {},
  ) {
    this.url = url;
    this.paid = paid;
    this.mend = mend;
    this.close = close;
  }
}

let template: Promise<TestProject> | undefined;

async function compile(): Promise<TestProject> {
  const project = new TestProject(workflows);
  expect(await project.falc(["compile"])).toMatchObject({ code: 0 });
  return project;
}

/** Compiled once; each scene has its own copy, because runs find what earlier ones have made. */
export async function compiledCopy(): Promise<TestProject> {
  const { root } = await (template ??= compile());
  const project = new TestProject();
  cpSync(root, project.root, { recursive: true });
  return project;
}

/** No journal, recipe, page, record or artifact has it. */
function assertNoKeyIn(root: string): void {
  const [id = "", secret = ""] = key.split(":");
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = readFileSync(path.join(entry.parentPath, entry.name));
    expect(bytes.includes(id) || bytes.includes(secret), `the key is in ${entry.name}`).toBe(false);
  }
}

export async function play(engine: EngineName, scene: Scene, isRepeated: boolean): Promise<Played> {
  const project = await compiledCopy();
  scene.prepare?.(project);
  const place = await openPlace(project, engine, scene);
  try {
    if (scene.spoil !== undefined) {
      expect(await attempt(project, place, engine, scene)).toMatchObject({ code: 0 });
      scene.spoil(journalOf(project));
    }
    const first = await attempt(project, place, engine, scene);
    place.mend();
    const { signal: _, ...calm } = scene;
    const again = isRepeated ? await attempt(project, place, engine, calm) : undefined;
    assertNoKeyIn(project.root);
    return { first, again };
  } finally {
    await place.close();
  }
}

/** In this process, so that nothing else may run meanwhile. */
async function withoutWriting<Value>(
  project: TestProject,
  folder: string,
  run: () => Promise<Value>,
): Promise<Value> {
  chmodSync(project.path(folder), 0o555);
  try {
    return await withoutPrivileges(project, run);
  } finally {
    chmodSync(project.path(folder), 0o755);
  }
}

/** Of the only run. */
function journalOf(project: TestProject): string {
  const [run = ""] = readdirSync(project.path(".falc/runs")).filter((name) => /^\d/.test(name));
  return project.path(`.falc/runs/${run}/journal.jsonl`);
}

async function attempt(
  project: TestProject,
  place: Place,
  engine: EngineName,
  { workflow = "chain", file = "photo.png", words = [], signal, signalAt, denied }: Scene,
): Promise<Attempt> {
  const before = place.paid();
  const stop = new AbortController();
  const send = (): void => {
    if (signal !== undefined)
      stop.abort(new Interrupt(signal === "SIGINT" ? exit.interrupted : exit.terminated));
  };
  // In this process, nobody else sees the calls.
  const sign = signalAt ?? (engine === "emulator" ? "started" : undefined);
  if (sign === undefined) place.onCall = send;
  const given = workflow === "cut" ? ["--photo", `@${file}`] : ["--prompt", "a chair"];
  const run = () =>
    project.falc(["run", workflow, ...given, "--engine", engine, ...words], {
      env: { FAL_KEY: key },
      interrupt: stop.signal,
      onError: (text) => void (sign !== undefined && text.includes(sign) && send()),
    });
  const runThere = () => (place.url === undefined ? run() : meeting(place.url, run));
  const ended = await (denied === undefined ? runThere() : withoutWriting(project, denied, runThere));
  assertHarmless(ended);
  return { ...ended, paid: place.paid() - before };
}

async function openPlace(
  project: TestProject,
  engine: EngineName,
  { script, rules = [], isDown }: Scene,
): Promise<Place> {
  if (engine === "emulator") return new Place(undefined);
  if (script === undefined && isDown === undefined) return openEmulator(project, rules);
  const server = await new FaultServer(script).start();
  if (isDown) server.stop();
  return new Place(server.url, () => server.count("submit") + server.count("stream"), {
    mend: () => server.mend(),
    close: () => Promise.resolve(server.stop()),
  });
}

/** `falc emulator --faults faults.json` */
async function openEmulator(project: TestProject, rules: readonly FaultRule[]): Promise<Place> {
  project.write("faults.json", JSON.stringify({ rules }));
  const stop = new AbortController();
  let calls = 0;
  let place: Place | undefined;
  let ended: Promise<Result> | undefined;
  const url = await new Promise<string>((resolve, reject) => {
    ended = project.falc(["emulator", "--port", "0", "--json", "--faults", "faults.json"], {
      interrupt: stop.signal,
      onOutput(chunk) {
        const line = JSON.parse(chunk) as { readonly kind: string; readonly url: string };
        if (line.kind === "listening") return resolve(line.url);
        calls += 1;
        place?.onCall();
      },
    });
    void ended.then(({ err }) => reject(new Error(err)));
  });
  const close = () => {
    stop.abort();
    return ended ?? Promise.resolve();
  };
  return (place = new Place(url, () => calls, { close }));
}

export function check({ exit, says, paid, again }: Cell, played: Played): void {
  const { first } = played;
  for (const text of says) expect(first.err).toContain(text);
  expect({ code: first.code, paid: first.paid }, first.err).toEqual({ code: exit, paid });
  if (again === undefined || played.again === undefined) return;
  const { code, err, paid: paidAgain } = played.again;
  expect(err).toContain(again.says ?? "");
  expect({ code, paid: paidAgain }, err).toEqual({ code: again.exit, paid: again.paid });
}
