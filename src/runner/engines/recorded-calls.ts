/** Keeps a record of calls: what was sent, and what was answered. */
import type { AnsweredError, RecordedAnswer } from "../../execution/answer.ts";
import type { CallNode, NodeCalls } from "../../execution/node-calls.ts";
import { isTextNode } from "../../execution/text-node.ts";
import type { RunNode } from "../../graph/types.ts";
import { isJsonObject, type Json, type JsonObject } from "../../lib/json.ts";
import { describeFailure } from "../describe-failure.ts";
import type { HostedBooks } from "./hosted-books.ts";

/**
 * The same calls; `record` is given each answer as soon as it is there. Refusals count as answers; a connection that was
 * lost, a time limit or an abort does not, nor what may still give a result.
 */
export function recordedCalls<Calls extends NodeCalls>(
  calls: Calls,
  record: (answer: RecordedAnswer) => void,
): Calls {
  const call: CallNode = async (node, input, context) => {
    if (isTextNode(node.app)) return calls.call(node, input, context);
    const sent = { endpoint: node.app, node: node.id, input };
    let output: Json;
    try {
      output = await calls.call(node, input, context);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal !== undefined && calls.leavesOpen?.(error) !== true) record({ ...sent, error: refusal });
      throw error;
    }
    record({ ...sent, output });
    return output;
  };
  return { ...calls, call };
}

/** The same of a graph that is handed over. A call of which nobody can tell what it was sent is not recorded. */
export function recordedBooks(books: HostedBooks, record: (answer: RecordedAnswer) => void): HostedBooks {
  const sent = ({ id, app }: RunNode, input: JsonObject) => ({ endpoint: app, node: id, input });
  return {
    hold: (graph, input, signal) => books.hold(graph, input, signal),
    async find(node, input, context) {
      const found = await books.find(node, input, context);
      if (found !== undefined) record({ ...sent(node, input), output: found.output });
      return found;
    },
    begin: (nodes, ready, signal) => books.begin(nodes, ready, signal),
    submitted: (node, input, requestId) => books.submitted(node, input, requestId),
    completed(node, input, output, ms) {
      if (input !== undefined && !isTextNode(node.app)) record({ ...sent(node, input), output });
      books.completed(node, input, output, ms);
    },
    failed(node, input, error, isOpen) {
      const refusal = refusalOf(error);
      if (input !== undefined && refusal !== undefined && !isOpen && !isTextNode(node.app))
        record({ ...sent(node, input), error: refusal });
      books.failed(node, input, error, isOpen);
    },
    unsent: (node, error) => books.unsent(node, error),
    cancelled: (node, confirmed) => books.cancelled(node, confirmed),
    over: () => books.over(),
  };
}

/** fal's own words, without anything that looks like a key. */
function refusalOf(error: unknown): AnsweredError | undefined {
  const { status, details } = describeFailure(error);
  if (status === undefined || status < 400 || status > 599) return undefined;
  if (details === undefined) return { status };
  const { body } = error as { readonly body?: unknown };
  return isJsonObject(body) && body["detail"] !== undefined
    ? { status, detail: details }
    : { status, body: details };
}
