/** What coverage could not account for, a line each; empty if it is complete. */
import type { Coverage } from "../../src/compiler/account/coverage.ts";

export function listGaps({ places, problems }: Coverage): readonly string[] {
  const lost = places.filter(({ fate }) => fate === "unaccounted");
  return [
    ...lost.map(({ line, column, text, reason }) => `${line}:${column} ${text}: ${String(reason)}`),
    ...problems.map(({ where, message }) => `${where}: ${message}`),
  ];
}
