/** The short form of `npm run kills`: the built falc in real processes that are killed, and what the emulator was sent. */
import { existsSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { type Campaign, runCampaign } from "./campaign.ts";
import { bin } from "./falc-process.ts";

const seed = Number(process.env["SEED"] ?? 1);

beforeAll(() => expect(existsSync(bin), "npm run build comes first").toBe(true));

test.each<Campaign>([
  { name: "killed twice", runs: 6, atOnce: 6, kills: 2, faults: [] },
  { name: "a storm", runs: 12, inputs: 2, atOnce: 6, kills: 0, faults: [] },
])("$name: each call is paid for once, except where that is announced", async (campaign) => {
  const { problems, kills, expected, seen, doubts } = await runCampaign(campaign, seed);
  expect(problems, `SEED=${seed}`).toEqual([]);
  expect(seen).toBeGreaterThanOrEqual(expected);
  if (campaign.kills > 0) expect(kills).toBeGreaterThan(0);
  else if (doubts === 0) expect(seen).toBe(expected);
});
