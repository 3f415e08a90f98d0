/** What a run that was written down has cost, at today's prices. */
import { openProjectCatalog } from "../../workspace/models/project-catalog.ts";
import { extendCatalog } from "../../endpoints/extend.ts";
import { recordOf } from "../../graph/record-of.ts";
import { type Account, accountFor, type SentCall } from "../../pricing/account.ts";
import { type CallSummary, type RunSummary, summarise } from "../../runner/journal/run-summary.ts";
import type { RunStore } from "../../runner/runs/run-store.ts";
import { readSourceMap } from "../../workspace/artifacts/source-map.ts";
import { readPriceList } from "../../workspace/prices/price-list.ts";
import type { Project } from "../../workspace/project/project.ts";

/** Nothing for what was not on fal: an emulator's units are its own. */
export function accountOfRun(project: Project, store: RunStore, summary: RunSummary): Account {
  const { workflow, world, calls, run } = summary;
  // Another run has paid for what is reused.
  const own = calls.filter(
    (call) => call.state !== "reused" && !isInAccountOf(makerOf(call, run, store), call),
  );
  const sent = world === "fal" ? listSent(own) : [];
  const catalog = extendCatalog(
    openProjectCatalog(project),
    readSourceMap(project, workflow)?.endpoints ?? [],
  );
  return accountFor(sent, catalog, sent.length === 0 ? new Map() : readPriceList(project));
}

/** The run whose request was followed, if it is another one. */
function makerOf({ of }: CallSummary, run: string, store: RunStore): RunSummary | undefined {
  const [maker = run] = of?.split("/") ?? [];
  return maker === run ? undefined : summarise(store.read(maker).entries);
}

/** A run that was killed does not know how its request ended, so whoever followed it adds it up. */
function isInAccountOf(maker: RunSummary | undefined, { requestId }: CallSummary): boolean {
  const made = maker?.calls.find((call) => call.requestId === requestId && call.of === undefined);
  return made?.state === "done" || made?.state === "failed";
}

/** Each request once, by the last that is known of it: a run that was stopped follows its own. */
function listSent(calls: readonly CallSummary[]): readonly SentCall[] {
  const sent = new Map<string, SentCall>();
  for (const [index, { node, endpoint, input, state, requestId, units }] of calls.entries()) {
    // fal never accepted it.
    if (state === "failed" && requestId === undefined) continue;
    const hasEnded = state === "done" || state === "failed";
    const call = { node, endpoint, units, hasEnded, requestId, input: recordOf(input) };
    sent.set(requestId ?? `call ${index}`, call);
  }
  return [...sent.values()];
}
