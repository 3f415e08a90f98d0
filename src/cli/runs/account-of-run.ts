/** What a run that was written down has cost, at today's prices. */
import { openProjectCatalog } from "../../workspace/models/project-catalog.ts";
import { extendCatalog } from "../../endpoints/extend.ts";
import { recordOf } from "../../graph/record-of.ts";
import { type Account, accountFor, type SentCall } from "../../pricing/account.ts";
import { runOf } from "../../runner/journal/entry.ts";
import { type CallSummary, type RunSummary, summarise } from "../../runner/journal/run-summary.ts";
import type { RunStore } from "../../runner/runs/run-store.ts";
import { readSourceMap } from "../../workspace/artifacts/source-map.ts";
import { readPriceList } from "../../workspace/prices/price-list.ts";
import type { Project } from "../../workspace/project/project.ts";

/** Nothing for what was not on fal: an emulator's units are its own. */
export function accountOfRun(project: Project, store: RunStore, summary: RunSummary): Account {
  const { workflow, world, calls, run } = summary;
  const paidBy = rememberPaid(store);
  // Another run has paid for what is reused.
  const own = calls.filter(({ state, of, requestId = "" }) => {
    const maker = of === undefined ? run : runOf(of);
    return state !== "reused" && (maker === run || !paidBy(maker).has(requestId));
  });
  const sent = world === "fal" ? listSent(own) : [];
  const catalog = extendCatalog(
    openProjectCatalog(project),
    readSourceMap(project, workflow)?.endpoints ?? [],
  );
  return accountFor(sent, catalog, sent.length === 0 ? new Map() : readPriceList(project));
}

/**
 * The ids of the requests that are in another run's account. One that was killed does not know how its requests ended, so whoever
 * followed them adds them up. Each run is read once.
 */
function rememberPaid(store: RunStore): (run: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  return (run) => {
    const paid = known.get(run) ?? listPaid(summarise(store.read(run).entries));
    known.set(run, paid);
    return paid;
  };
}

function listPaid(made: RunSummary | undefined): ReadonlySet<string> {
  const ended = (made?.calls ?? []).filter(
    ({ state, of }) => of === undefined && (state === "done" || state === "failed"),
  );
  return new Set(ended.flatMap(({ requestId }) => requestId ?? []));
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
