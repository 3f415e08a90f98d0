/** How many elements a list of a result has: as many as the call asks for, or as the endpoint makes by default. */
import { countFieldOf } from "../../../endpoints/result-count.ts";
import type { ListCount } from "../../../diagnostics/run-time-value.ts";
import type { Call, ReferenceValue } from "../../evaluation.ts";

/** `undefined` if only the run shows it. */
export function listCountOf({ root, path }: ReferenceValue): ListCount | undefined {
  const [list, ...inside] = path;
  if (root === "input" || typeof list !== "string" || inside.length > 0) return undefined;
  const field = countFieldOf(list, root.known?.input ?? {});
  const count = field === undefined ? undefined : requestedCount(field, root);
  if (field === undefined || count === undefined) return undefined;
  return { count, field, endpoint: root.endpoint, isSent: root.input.fields.has(field) };
}

/** The value sent, otherwise the endpoint's default. */
function requestedCount(field: string, { input, known, trust }: Call): number | undefined {
  if (trust !== "all") return undefined;
  const sent = input.fields.get(field);
  const value =
    sent === undefined
      ? known?.input.properties?.[field]?.default
      : sent.kind === "literal"
        ? sent.value
        : undefined;
  return typeof value === "number" && Number.isInteger(value) && value > 0 ? value : undefined;
}
