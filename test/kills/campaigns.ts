import type { FaultScript } from "../../src/emulator/faults/fault-script.ts";
import type { Campaign } from "./campaign.ts";

type Rules = FaultScript["rules"];

/** After a submit, and at every question that follows. */
const cuts: Rules = (["submit", "status", "result"] as const).flatMap((stage) =>
  (["before", "middle", "after"] as const).map((at) => ({ kind: "cut" as const, stage, at, share: 0.06 })),
);

/** It ends and begins again, and remembers everything: at some of its calls. */
const restarts: Rules = Array.from({ length: 12 }, (_, index) => ({
  kind: "restart" as const,
  ...(index % 3 === 0
    ? { stage: "submit" as const }
    : { stage: index % 3 === 1 ? ("status" as const) : ("result" as const), ask: 1 }),
  call: 15 + 40 * index,
  at: index % 2 === 0 ? ("before" as const) : ("after" as const),
  requests: "kept" as const,
  downMs: 300,
}));

/** `runs`: of each, and three times as many of the storms. */
export function campaigns(runs: number): readonly Campaign[] {
  const killed = { runs, atOnce: 10, kills: 4 };
  return [
    { name: "killed", ...killed, faults: [] },
    { name: "killed, history lags", ...killed, faults: [{ kind: "lag", ms: 3_600_000 }] },
    {
      name: "killed, history fails",
      ...killed,
      faults: [{ kind: "error", stage: "history", status: 500 }],
    },
    { name: "connections cut", runs, atOnce: 10, kills: 0, faults: cuts },
    { name: "killed, connections cut", ...killed, faults: cuts },
    { name: "emulator restarts", runs, atOnce: 10, kills: 0, faults: restarts },
    { name: "killed, emulator restarts", ...killed, faults: restarts },
    { name: "hosted, killed", ...killed, faults: [], isHosted: true },
    { name: "storm", runs: runs * 3, inputs: Math.ceil(runs / 5), atOnce: 20, kills: 0, faults: [] },
    { name: "storm, killed", runs: runs * 3, inputs: Math.ceil(runs / 5), atOnce: 20, kills: 2, faults: [] },
  ];
}
