import type { Catalog } from "../../endpoints/catalog.ts";
import { Ledger } from "../../runner/journal/ledger.ts";
import { planCalls } from "../../runner/journal/plan-calls.ts";
import { TakenCalls, type WhyFresh } from "../../runner/journal/taken-calls.ts";
import type { RunStore } from "../../runner/runs/run-store.ts";
import type { Artifact } from "../../workspace/artifacts/artifact.ts";
import { readPriceList } from "../../workspace/prices/price-list.ts";
import type { Project } from "../../workspace/project/project.ts";
import type { RunInput } from "../../workspace/run/check-input.ts";
import { contentUrl } from "../../workspace/run/content-url.ts";
import { uploadFiles } from "../../workspace/run/uploads.ts";
import type { OpenEngine } from "./engine.ts";
import { makePlan, type RunPlan } from "./run-plan.ts";

export interface PlanContext {
  readonly project: Project;
  readonly store: RunStore;
  /** The run that would go on. */
  readonly resume: string | undefined;
  readonly artifact: Artifact;
  readonly input: Pick<RunInput, "filled" | "files">;
  readonly engine: OpenEngine;
  readonly catalog: Catalog;
  readonly whyFresh: WhyFresh;
  /** Whether what is in doubt may be sent again. */
  readonly resubmit: boolean;
  /** Whether the server says that there is no such file any more. */
  readonly isGone: (url: string) => Promise<boolean>;
}

/** What a run would do now. Nothing is sent to a model, uploaded or written; servers are asked whether held files are there. */
export async function planRun(context: PlanContext): Promise<RunPlan> {
  const { project, store, resume: run = "", artifact, input, engine, catalog, whyFresh, isGone } = context;
  const { name: workflow, graph } = artifact;
  // A file counts by its bytes.
  const given = await uploadFiles(input.filled, input.files, contentUrl);
  const { lasting } = engine;
  const ledger = lasting === undefined ? new Ledger("") : store.readLedger(lasting.world);
  const taken = new TakenCalls(ledger, { run, workflow, whyFresh });
  const nodes = await planCalls(graph, given, { workflow, ledger, taken, whyFresh, isGone });
  return makePlan(graph, given, nodes, catalog, readPriceList(project), context.resubmit);
}
