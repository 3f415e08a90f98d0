/** The endpoints that only join text, executed exactly: compiled workflows use them to build strings. */
import { isTextNode, runTextNode } from "../../execution/text-node.ts";
import type { Handler } from "./handler.ts";

export const joinText: Handler = {
  matches: ({ id }) => isTextNode(id),
  // fal accepts null in a field that may be left out.
  answer: async ({ endpoint, input }) =>
    runTextNode(endpoint.id, Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null))),
};
