/** `falc run`: reads the artifact, checks the input, runs the graph, prints and saves the result. */
import { extendCatalog } from "../../endpoints/extend.ts";
import { rememberGone } from "../../runner/ask-for-file.ts";
import type { Doubt } from "../../runner/journal/pay-once.ts";
import type { RunStore } from "../../runner/runs/run-store.ts";
import { printableJson } from "../../lib/printable.ts";
import { type Artifact, listThem, namesArtifact, readArtifact } from "../../workspace/artifacts/artifact.ts";
import { changedSource, readSourceMap, type SourceMap } from "../../workspace/artifacts/source-map.ts";
import { openProjectCatalog } from "../../workspace/models/project-catalog.ts";
import { Project } from "../../workspace/project/project.ts";
import { AnswersRecord } from "../../workspace/run/answers-file.ts";
import { openRunStore } from "../../workspace/run/run-store.ts";
import { warnOfOtherClient } from "../client-notice.ts";
import { CommandError, exit, type ExitCode, type Io } from "../io.ts";
import { namedFile } from "../named-file.ts";
import { paintFor } from "../paint.ts";
import type { Progress } from "../progress/progress.ts";
import { type Accounts, openAccounts } from "../run/accounts.ts";
import { parseRunArguments } from "../run/arguments.ts";
import { askAgain } from "../run/ask-again.ts";
import { assertWithinBudget } from "../run/budget.ts";
import { estimateCall, RunCost } from "../run/cost.ts";
import { openEngine } from "../run/engine.ts";
import { execute } from "../run/execute.ts";
import { freshNodes } from "../run/fresh-nodes.ts";
import { readInput } from "../run/input.ts";
import { chooseRun, repeatResult, type ResumableRun, takeResume } from "../run/resume.ts";
import { planRun } from "../run/plan.ts";
import { planToJson, printPlan } from "../run/print-plan.ts";
import type { RunPlan } from "../run/run-plan.ts";
import { prepareFolder } from "../run/save.ts";

/** `argv`: the words after `run`. */
export async function runCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  const project = new Project(io.cwd);
  const store = openRunStore(project);
  const { words, isResumed, run } = takeResume(argv);
  const isHelp = words.includes("--help") || words.includes("-h");
  if (!isResumed || isHelp) return runWords(words, undefined, project, store, io);
  const chosen = await chooseRun(store, run, words, io);
  return chosen.run.outcome === "completed"
    ? repeatResult(chosen.run, words, io)
    : runWords(chosen.words, chosen.run, project, store, io);
}

async function runWords(
  argv: readonly string[],
  resumed: ResumableRun | undefined,
  project: Project,
  store: RunStore,
  io: Io,
): Promise<ExitCode> {
  // The workflow's fields are flags too, so it has to be found before the flags can be parsed.
  const [first = ""] = argv;
  const word = first.startsWith("-")
    ? argv.find((candidate) => namesArtifact(project, candidate, io.cwd) !== undefined)
    : argv[0];
  const artifact = word === undefined ? undefined : readArtifact(project, word, io.cwd);
  if (artifact === undefined && !argv.includes("--help") && !argv.includes("-h")) {
    throw new CommandError("which workflow should run? Put its name first", exit.usage, listThem(project));
  }
  const args = parseRunArguments(argv, artifact, io);
  if (artifact === undefined || args.workflow !== word) {
    throw new CommandError("put the workflow's name first: falc run <workflow> …", exit.usage);
  }
  const fresh = freshNodes(args, artifact, resumed);
  const sourceMap = readSourceMap(project, artifact.name);
  const catalog = extendCatalog(openProjectCatalog(project), sourceMap?.endpoints ?? []);
  const input = resumed
    ? { filled: resumed.input, files: new Map<string, string>() }
    : await readInput(args, artifact, catalog, io);
  if (args.out !== undefined) prepareFolder(args.out, io.cwd);
  warnIfStale(project, artifact, sourceMap, io);
  warnOfOtherClient(project, io);
  const { record: into } = args;
  const recording = into === undefined ? undefined : namedFile(() => new AnswersRecord(into, io.cwd));
  let code: ExitCode;
  let recorded: ReturnType<AnswersRecord["close"]> = {};
  try {
    const engine = await openEngine(args, catalog, io);
    if (engine.url !== undefined) recording?.setEmulator(engine.url);
    let accounts: Accounts | undefined;
    try {
      const { plan: isPlan = false, maxCost } = args;
      const isPaid = engine.lasting?.isPaid === true;
      // A plan and the run after it ask about the same files.
      const isGone = rememberGone();
      if (isPlan || maxCost !== undefined || (isPaid && io.ask !== undefined)) {
        const plan = await planRun({
          project,
          store,
          resume: resumed?.run,
          artifact,
          input,
          engine,
          catalog,
          whyFresh: fresh.why,
          resubmit: args.resubmit === true,
          isGone,
        });
        if (isPlan) return showPlan(artifact.name, plan, args.json === true, io);
        await assertWithinBudget(plan.cost, args, isPaid, io);
      }
      let progress: Progress | undefined;
      const costOf = ({ call }: Doubt) => estimateCall({ project, catalog }, call, io);
      const ask = askAgain(io, paintFor(io.stderr, io.env), costOf, () => progress);
      accounts = await openAccounts(engine, {
        workflow: artifact.name,
        store,
        resume: resumed?.run,
        recording,
        fresh,
        concurrency: args.concurrency,
        isGone,
        maySendAgain: (doubt: Doubt) => (args.resubmit === true ? Promise.resolve(true) : ask(doubt)),
        warn: (text) =>
          io.stderr.write(`${paintFor(io.stderr, io.env).kind("warning", "warning")}: ${text}\n`),
      });
      const onProgress = (display: Progress) => void (progress = display);
      const cost = new RunCost({ project, catalog, engine, graph: artifact.graph });
      const context = { project, store, engine, accounts, catalog, sourceMap, onProgress, cost };
      const execution = { ...context, artifact, input, args };
      code = await execute(execution, io);
      cost.print(args.json === true, io);
    } finally {
      await accounts?.close();
      await engine.close();
    }
  } finally {
    recorded = recording?.close() ?? {};
  }
  const { note, problem } = recorded;
  if (note !== undefined) io.stderr.write(`${note}\n`);
  if (problem === undefined) return code;
  io.stderr.write(`${paintFor(io.stderr, io.env).kind("error", "error")}: ${problem}\n`);
  return code === exit.ok ? exit.failed : code;
}

function showPlan(workflow: string, plan: RunPlan, json: boolean, io: Io): ExitCode {
  const text = json
    ? `${printableJson(JSON.stringify(planToJson(workflow, plan)))}\n`
    : printPlan(plan, paintFor(io.stdout, io.env));
  io.stdout.write(text);
  return exit.ok;
}

function warnIfStale(project: Project, { name }: Artifact, map: SourceMap | undefined, io: Io): void {
  const changed = map && changedSource(project, map);
  if (changed === undefined) return;
  const warning = paintFor(io.stderr, io.env).kind("warning", "warning");
  const { file, isThere } = changed;
  const said = isThere
    ? `${file} has changed since ${name} was compiled. Run: falc compile`
    : `${file}, from which ${name} was compiled, does not exist any more.`;
  io.stderr.write(`${warning}: ${said}\n`);
}
