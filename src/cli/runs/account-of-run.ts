/** What a run that was written down has cost, at today's prices. */
import { openProjectCatalog } from "../../workspace/models/project-catalog.ts";
import { extendCatalog } from "../../endpoints/extend.ts";
import { recordOf } from "../../graph/record-of.ts";
import { type Account, accountFor, type SentCall } from "../../pricing/account.ts";
import type { CallSummary, RunSummary } from "../../runner/journal/run-summary.ts";
import { readSourceMap } from "../../workspace/artifacts/source-map.ts";
import { readPriceList } from "../../workspace/prices/price-list.ts";
import type { Project } from "../../workspace/project/project.ts";

/** Nothing for what was not on fal: an emulator's units are its own. */
export function accountOfRun(project: Project, { workflow, world, calls }: RunSummary): Account {
  const sent = world === "fal" ? listSent(calls) : [];
  const catalog = extendCatalog(
    openProjectCatalog(project),
    readSourceMap(project, workflow)?.endpoints ?? [],
  );
  return accountFor(sent, catalog, sent.length === 0 ? new Map() : readPriceList(project));
}

/** Each request once, by the last that is known of it: a run that was stopped follows its own. */
function listSent(calls: readonly CallSummary[]): readonly SentCall[] {
  const sent = new Map<string, SentCall>();
  for (const [index, { node, endpoint, input, state, requestId, units }] of calls.entries()) {
    // Another run has paid for it, or fal never accepted it.
    if (state === "reused" || (state === "failed" && requestId === undefined)) continue;
    const hasEnded = state === "done" || state === "failed";
    const call = { node, endpoint, units, hasEnded, requestId, input: recordOf(input) };
    sent.set(requestId ?? `call ${index}`, call);
  }
  return [...sent.values()];
}
