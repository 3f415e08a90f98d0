/** One node of a run: when it ran, what it was sent, what it made, or why it did not. */
import { add, decimalOf, printDecimal, zero } from "../../../lib/decimal.ts";
import { isJsonObject, type Json } from "../../../lib/json.ts";
import { printDuration } from "../../../lib/printable.ts";
import { isTextNode } from "../../../execution/text-node.ts";
import type { NodeState } from "../run-facts.ts";
import type { NodeCost, RunStory, StoryNode } from "../run-story.ts";
import { type Html, markup } from "./html.ts";
import { type FilesByUrl, printFields, printJsonBlock, printProse } from "./print-fields.ts";
import { isCompared, printShots } from "./print-shots.ts";

export interface NodeContext {
  readonly story: RunStory;
  readonly files: FilesByUrl;
  /** The same node of the run to compare with. */
  readonly before: StoryNode | undefined;
  /** The anchor of the node's card, which no name of a node can imitate. */
  readonly anchor: string;
}

export const nodeStates: Readonly<Record<NodeState, string>> = {
  completed: "Completed",
  reused: "Reused",
  failed: "Failed",
  skipped: "Skipped",
  unfinished: "Not finished",
};

export function printNode(node: StoryNode, { story, files, before, anchor }: NodeContext): Html {
  const { id, app, state, elapsedMs, answer } = node;
  const cost = printNodeCost(node);
  // What has no answer has not changed.
  const compared = answer === undefined ? undefined : before;
  const shots = printShots(node.files, compared?.files);
  const isPaired = isCompared(node.files, compared?.files);
  const layout = shots === undefined ? "" : isPaired ? " compared" : " media";
  return markup`<article class="card step" id="${anchor}">
    <header>
      <h3>${id}</h3>
      <span class="mono">${app}</span>
      <span class="right">
        ${cost === undefined ? undefined : markup`<span>${cost}</span>`}
        ${elapsedMs === undefined ? undefined : markup`<span>${printDuration(elapsedMs)}</span>`}
        <span class="state ${state}">${nodeStates[state]}</span>
      </span>
    </header>
    ${printTrack(node, story.elapsedMs)}
    <div class="body${layout}">
      ${shots}
      <div>${listSections(node, { story, files, before: compared })}</div>
    </div>
  </article>`;
}

/** What happened, what came of it, what was sent; details last, folded. */
function listSections(
  node: StoryNode,
  { story, files, before }: Pick<NodeContext, "story" | "files" | "before">,
): readonly Html[] {
  const { app, state, isFollowed, isInDoubt, from, why, failure, because, sent, answer, requestId } = node;
  const words = wordsOf(node);
  const wordsBefore = before === undefined ? [] : wordsOf(before);
  // Its parts are in what others were sent and answered, and its text is what the next node is sent.
  const isText = isTextNode(app) && words.length > 0;
  const sections = [
    failure && printFailure(failure),
    because && markup`<p>Not started, because it needs ${because.join(", ")}.</p>`,
    state === "reused" ? printReuse(from, story.run) : undefined,
    isInDoubt === true
      ? markup`<p class="warning">A request of it may have reached fal, whose answer was never heard. It may be billed.</p>`
      : undefined,
    isFollowed === true
      ? markup`<p>The request is ${describeRun(from)}, and was only waited for.</p>`
      : undefined,
    words.length > 0
      ? printPart(isText ? "Joined text" : "Answer", printWords(words, wordsBefore))
      : undefined,
    sent && !isText ? printPart("Sent", printFields(sent, files)) : undefined,
  ].flatMap((section) => (section ? [markup`<section>${section}</section>`] : []));
  if (isText && sent) sections.push(printFolded("Its parts", printFields(sent, files)));
  if (answer !== undefined && !isText) sections.push(printFolded("Whole answer", printJsonBlock(answer)));
  if (requestId !== undefined) {
    const reason = why === undefined || why === "never held" ? "" : `, sent because ${why}`;
    sections.push(markup`<p class="ids">Request <span class="mono">${requestId}</span>${reason}</p>`);
  }
  return sections;
}

function wordsOf({ answer, files }: StoryNode): readonly string[] {
  return listTexts(answer ?? null, new Set(files.map(({ url }) => url)));
}

/** `before`: of the run to compare with, if there was one. */
function printWords(words: readonly string[], before: readonly string[]): Html {
  const isSame = before.length === 0 || words.join("\0") === before.join("\0");
  if (isSame) return markup`${words.map(printProse)}`;
  return markup`<div class="pair">
    <div><h4>Before</h4> ${before.map(printProse)}</div>
    <div><h4>Now</h4> ${words.map(printProse)}</div>
  </div>`;
}

/** `own`: the run itself, which may have been stopped after the node was done. */
function printReuse(from: string | undefined, own: string | undefined): Html {
  return from !== undefined && from === own
    ? markup`<p>It was done before the run was stopped and gone on with. Nothing was called again.</p>`
    : markup`<p>The answer is ${describeRun(from)}. Nothing was called.</p>`;
}

function describeRun(run: string | undefined): string {
  return run === undefined ? "an earlier run’s" : `that of run ${run}`;
}

function printPart(title: string, content: Html): Html {
  return markup`<h4>${title}</h4>
    ${content}`;
}

function printFolded(title: string, content: Html): Html {
  return markup`<details class="answer">
    <summary>${title}</summary>
    ${content}
  </details>`;
}

export function printFailure({ message, status }: NonNullable<StoryNode["failure"]>, node?: string): Html {
  const [who, code] = [node === undefined ? "" : `${node}: `, status === undefined ? "" : ` (${status})`];
  // One value: white space of the template would be seen.
  return markup`<p class="failure">${`${who}${message}${code}`}</p>`;
}

/** When it ran, as a part of the whole run. Attributes of a drawing, because the page allows no styles of elements. */
function printTrack({ startedMs, elapsedMs, state }: StoryNode, total: number): Html {
  const percent = (ms: number) => Math.round((Math.min(ms, total) / Math.max(total, 1)) * 1000) / 10;
  const own =
    startedMs === undefined || elapsedMs === undefined
      ? undefined
      : markup`<rect
          class="own"
          x="${Math.min(percent(startedMs), 99.5)}%"
          width="${Math.max(percent(elapsedMs), 0.5)}%"
          height="3"
        />`;
  return markup`<svg class="track ${state}" aria-hidden="true">
    <rect class="all" width="100%" height="3" />
    ${own}
  </svg>`;
}

/** `$0.02, estimated $0.03`; `undefined` for what was not sent. */
function printNodeCost({ cost, estimate = "unknown" }: NodeCost): string | undefined {
  const billed = cost === undefined ? [] : [cost === "unknown" ? "cost unknown" : printCost(cost)];
  const isSaid = estimate === "unknown" || estimate === cost;
  const parts = [...billed, ...(isSaid ? [] : [`estimated ${printCost(estimate)}`])];
  return parts.length === 0 ? undefined : parts.join(", ");
}

/** `$0.025`; at least two digits behind the point, and never rounded: little is not nothing. */
export function printCost(...dollars: readonly number[]): string {
  const [whole = "", fraction = ""] = printDecimal(dollars.map(decimalOf).reduce(add, zero)).split(".");
  return `$${whole}.${fraction.padEnd(2, "0")}`;
}

/** What a model wrote: the texts of its answer that are neither files nor about them, each once. */
export function listTexts(answer: Json, urls: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  const visit = (value: Json): void => {
    if (found.length >= maxTexts) return;
    if (typeof value === "string") {
      if (value.trim() !== "" && !urls.has(value)) found.push(value);
    } else if (Array.isArray(value)) for (const item of value) visit(item as Json);
    else if (isJsonObject(value) && typeof value["url"] !== "string") {
      for (const [key, item] of Object.entries(value)) {
        // What was sent is beside it.
        if (!echoes.includes(key)) visit(item);
      }
    }
  };
  visit(answer);
  return [...new Set(found)];
}

const maxTexts = 20;
const echoes: readonly string[] = [
  "prompt",
  "negative_prompt",
  "model",
  "content_type",
  "file_name",
  "finish_reason",
  "request_id",
];
