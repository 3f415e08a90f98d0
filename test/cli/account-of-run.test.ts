/** What `falc runs show` says that a run has cost, where several runs wait for one request. */
import { expect, test } from "vitest";
import { accountOfRun } from "../../src/cli/runs/account-of-run.ts";
import { Project } from "../../src/workspace/project/project.ts";
import { graphOf, Lab, type LabRun, sent, until } from "../runner/journal/lab.ts";

const graph = graphOf({ photo: { prompt: "$input.prompt" } });
const cat = { prompt: "cat" };

async function follow(lab: Lab): Promise<LabRun> {
  const run = await lab.start(graph, cat);
  await until(() => lab.journal(run.open.run).includes('"follow"'));
  return run;
}

/** How many calls are in the account of each run, the first one first. */
function listAccounts(lab: Lab): readonly number[] {
  const project = new Project(lab.folder);
  return lab.store.summaries().map((each) => accountOfRun(project, lab.store, each).calls.length);
}

test("a request is in the account of the run that made it", async () => {
  const lab = new Lab();
  const first = await sent(lab, graph);
  const second = await follow(lab);
  lab.fal.requests[0]?.settle({ url: "https://files.test/1.png" });
  await Promise.all([first.outcome, second.outcome]);
  expect(listAccounts(lab)).toEqual([1, 0]);
});

test("if that was killed, it is also in that of the run that heard its answer", async () => {
  const lab = new Lab();
  await (await sent(lab, graph)).kill();
  const second = await follow(lab);
  lab.fal.requests[0]?.settle({ url: "https://files.test/1.png" });
  await second.outcome;
  expect(listAccounts(lab)).toEqual([1, 1]);
});
