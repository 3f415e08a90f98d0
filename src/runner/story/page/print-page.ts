/** A run as one HTML page that opens from disk: no script, no network, both colour schemes. */
import { createHash } from "node:crypto";
import { printDuration } from "../../../lib/printable.ts";
import type { RunStory, StoryNode } from "../run-story.ts";
import { type Html, markup, trusted } from "./html.ts";
import { type FilesByUrl, type NamedFile, printFields } from "./print-fields.ts";
import { printThumbnail } from "./print-file.ts";
import { listTexts, nodeStates, printCost, printFailure, printNode } from "./print-node.ts";
import { isCompared, printFigures } from "./print-shots.ts";
import { style } from "./style.ts";

export interface PageOptions {
  /**
   * An earlier run of the same workflow. Its files are shown beside the new ones that are others, with paths relative to
   * this page, and its texts beside those that differ.
   */
  readonly previous?: RunStory;
}

/** The page's whole text. Everything in the story may be hostile. */
export function printPage(story: RunStory, { previous }: PageOptions = {}): string {
  const files = nameFiles(story);
  const page = markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${contentPolicy()}" />
        <meta name="referrer" content="no-referrer" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${story.workflow}</title>
        ${trusted(`<style>${style}</style>`)}
      </head>
      <body>
        ${printHead(story, previous)}
        <main>
          ${printResult(story, previous, files)}
          <section>
            <h2>Input</h2>
            <div class="card pad">${printFields(story.input, files)}</div>
          </section>
          ${story.nodes.length > maxWithoutSheet ? printSheet(story) : undefined}
          <section>
            <h2>${story.nodes.length === 1 ? "The step" : `${story.nodes.length} steps`}</h2>
            ${story.nodes.map((node, index) =>
              printNode(node, { story, files, before: findNode(previous, node), anchor: anchorOf(index) }),
            )}
          </section>
        </main>
        <footer>
          Written by falc ${story.falc}. Pictures are read from this folder, and nothing from the network.
        </footer>
      </body>
    </html> `;
  return page.text;
}

/** `file:` is for browsers in which a page on disk has no origin, so that `'self'` is nothing. */
function contentPolicy(): string {
  const digest = createHash("sha256").update(style).digest("base64");
  return [
    "default-src 'none'",
    "img-src 'self' file:",
    "media-src 'self' file:",
    `style-src 'sha256-${digest}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

const maxWithoutSheet = 6;

function anchorOf(index: number): string {
  return `step-${index + 1}`;
}

function findNode(story: RunStory | undefined, { id }: StoryNode): StoryNode | undefined {
  return story?.nodes.find((node) => node.id === id);
}

/** By URL. The first node that has a file has made it. */
function nameFiles({ nodes, files }: RunStory): FilesByUrl {
  const named = new Map<string, NamedFile>();
  for (const { id, files: own } of nodes) {
    for (const file of own)
      if (!named.has(file.url)) named.set(file.url, { file, name: `${id}, ${file.path}` });
  }
  for (const file of files) if (!named.has(file.url)) named.set(file.url, { file, name: file.path });
  return named;
}

const runStates: Readonly<Record<RunStory["state"], string>> = {
  completed: "Completed",
  failed: "Failed",
  aborted: "Stopped",
  unfinished: "Not finished",
};

const engines: Readonly<Record<RunStory["engine"], string>> = {
  fal: "on fal",
  emulator: "in the emulator: stand-ins, not a model’s pictures",
  answers: "with recorded answers",
};

function printHead(story: RunStory, previous: RunStory | undefined): Html {
  const { workflow, title, state, engine, date, elapsedMs, commit, run, nodes } = story;
  const facts = [
    printDate(date),
    printDuration(elapsedMs),
    engines[engine],
    ...printCosts(nodes),
    run === undefined ? undefined : `run ${run}`,
    commit === undefined ? undefined : `commit ${commit.slice(0, 10)}`,
    previous === undefined ? undefined : `compared with the run of ${printDate(previous.date)}`,
  ];
  return markup`<header>
    <h1>${workflow}</h1>
    ${title === undefined ? undefined : markup`<p class="title">${title}</p>`}
    <ul class="facts">
      <li class="state ${state}">${runStates[state]}</li>
      ${facts.map((fact) => (fact === undefined ? undefined : markup`<li>${fact}</li>`))}
    </ul>
  </header>`;
}

/** `$0.06 for 2 of 3 calls`, `estimated $0.05`: what is not known is in no sum. */
function printCosts(nodes: readonly StoryNode[]): readonly string[] {
  const sum = (costs: readonly (number | "unknown" | undefined)[]): string | undefined => {
    const known = costs.filter((cost) => typeof cost === "number");
    const sent = costs.filter((cost) => cost !== undefined).length;
    if (known.length === 0) return undefined;
    return `${printCost(...known)}${known.length === sent ? "" : ` for ${known.length} of ${sent} calls`}`;
  };
  const isBilled = nodes.some(({ cost }) => cost !== undefined);
  const estimate = sum(nodes.map((node) => node.estimate));
  return [
    ...(isBilled ? [sum(nodes.map(({ cost }) => cost)) ?? "cost unknown"] : []),
    ...(estimate === undefined ? [] : [`estimated ${estimate}`]),
  ];
}

/** `30 Nov 2026, 18:36 UTC`; a text that is no date as it is. */
function printDate(date: string): string {
  const time = new Date(date);
  if (Number.isNaN(time.getTime())) return date;
  const [, day = "", month = "", year = "", clock = ""] =
    /^\w+, (\d+) (\w+) (\d+) (\d+:\d+)/.exec(time.toUTCString()) ?? [];
  return `${Number(day)} ${month} ${year}, ${clock} UTC`;
}

function printResult(story: RunStory, previous: RunStory | undefined, files: FilesByUrl): Html {
  const { output, problems, state, nodes } = story;
  const failed = nodes.filter((node) => node.state === "failed");
  const failures = [
    ...problems.map((message) => printFailure({ message })),
    ...failed.map(({ id, failure }) => printFailure(failure ?? { message: "failed" }, id)),
  ];
  // A result that is not there has not changed.
  const before = output === undefined ? undefined : previous?.files;
  const figures = printFigures(story.files, before, ({ path, node }) =>
    node === undefined || node === path
      ? markup`${path}`
      : markup`${path} <span class="faint">${`· by ${node}`}</span>`,
  );
  const others = Object.fromEntries(
    Object.entries(output ?? {}).filter(
      ([, value]) =>
        listTexts(value, urlsOf(story)).length > 0 ||
        (typeof value !== "object" && typeof value !== "string"),
    ),
  );
  return markup`<section>
    <h2>${state === "completed" ? "Result" : "No complete result"}</h2>
    ${failures}
    ${
      figures.length === 0
        ? undefined
        : markup`<div class="gallery${figures.length === 1 && !isCompared(story.files, before) ? " single" : ""}">
            ${figures}
          </div>`
    }
    ${Object.keys(others).length === 0 ? undefined : markup`<div class="card pad">${printFields(others, files)}</div>`}
  </section>`;
}

function urlsOf({ files }: RunStory): ReadonlySet<string> {
  return new Set(files.map(({ url }) => url));
}

/** All steps at a glance, each leading to its card. */
function printSheet({ nodes }: RunStory): Html {
  return markup`<section>
    <h2>At a glance</h2>
    <ul class="sheet">
      ${nodes.map(
        (node, index) =>
          markup`<li>
            <a class="${node.state}" href="#${anchorOf(index)}" title="${node.id}: ${nodeStates[node.state]}">
              <span class="thumb">${printGlance(node)}</span>
              <span class="name"><span class="state ${node.state}"></span>${node.id}</span>
            </a>
          </li>`,
      )}
    </ul>
  </section>`;
}

function printGlance(node: StoryNode): Html | undefined {
  const picture = node.files.map((file) => printThumbnail(file)).find((each) => each !== undefined);
  if (picture !== undefined) return picture;
  if (node.files.length > 0 && node.files.every(({ saved }) => saved === undefined))
    return markup`<p>Not saved</p>`;
  const [text = node.failure?.message ?? (node.state === "completed" ? "" : nodeStates[node.state])] =
    listTexts(node.answer ?? null, new Set(node.files.map(({ url }) => url)));
  return markup`<p>${text.length > 110 ? `${text.slice(0, 110)}…` : text}</p>`;
}
