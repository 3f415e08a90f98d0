/**
 * What a compilation asked the project, and what it was answered. The compiler reads nothing else, so it comes to the
 * same result as long as every answer is the same.
 */
import type { Catalog } from "../../catalog/schema.ts";
import { readBuiltHeader } from "../../catalog/lookup.ts";
import { sha256 } from "../../catalog/sha256.ts";
import type { SourceHost } from "../../compiler/pipeline.ts";
import { declarationFile, openProjectCatalog } from "../catalog.ts";
import { findClientCatalog } from "../client-catalog.ts";
import type { Project } from "../project.ts";

/** `subject`: mostly a path. `digest` is of the answer, which may be that nothing is there. */
export type Answer = readonly [question: Question, subject: string, digest: string];

/** What can be asked: the compiler's own questions, and two about its endpoints. */
const questions = {
  read: (file, { host }) => host.read(file),
  list: (folder, { host }) => host.list(folder),
  places: (_, { surroundings: { root, repository } }) => [root, repository],
  find: (file, { surroundings }) => surroundings.find(file),
  realpath: (file, { surroundings }) => surroundings.realpath(file),
  settings: (file, { surroundings }) => surroundings.readSettings(file),
  declared: (_, { project }) => project.listDeclared(),
  catalogue: (_, { project }) => {
    const { kind, read } = findClientCatalog(project);
    return kind === "synced" ? read() : readBuiltHeader();
  },
} satisfies Readonly<Record<string, (subject: string, asked: Asked) => unknown>>;

type Question = keyof typeof questions;

interface Asked {
  readonly project: Project;
  readonly host: SourceHost;
  readonly surroundings: ReturnType<Project["surroundings"]>;
}

function askedOf(project: Project): Asked {
  return { project, host: project.sourceHost(), surroundings: project.surroundings() };
}

/** `host` and `catalog` of a project; `answers` is what both have been asked so far. */
export function recordAnswers(project: Project): {
  readonly host: SourceHost;
  readonly catalog: Catalog;
  readonly answers: () => readonly Answer[];
} {
  const asked = askedOf(project);
  const { surroundings } = asked;
  const known = openProjectCatalog(project);
  const given = new Map<string, readonly [Question, string, unknown]>();
  const ask = <Q extends Question>(question: Q, subject: string): ReturnType<(typeof questions)[Q]> => {
    const key = `${question} ${subject}`;
    const known = given.get(key) ?? [question, subject, questions[question](subject, asked)];
    given.set(key, known);
    return known[2] as ReturnType<(typeof questions)[Q]>;
  };
  ask("places", "");
  return {
    host: {
      read: (file) => ask("read", file),
      list: (folder) => ask("list", folder),
      surroundings: {
        root: surroundings.root,
        repository: surroundings.repository,
        find: (file) => ask("find", file),
        realpath: (file) => ask("realpath", file),
        readSettings: (file) => ask("settings", file),
      },
    },
    catalog: {
      find(id) {
        ask("read", declarationFile(id));
        ask("catalogue", "");
        return known.find(id);
      },
      ids() {
        ask("declared", "");
        ask("catalogue", "");
        return known.ids();
      },
    },
    answers: () =>
      [...given.values()].map(([question, subject, answer]) => [question, subject, digestOf(answer)]),
  };
}

/** Whether the project gives all of these answers now. */
export function areStillGiven(answers: readonly Answer[], project: Project): boolean {
  const asked = askedOf(project);
  try {
    return answers.every(
      ([question, subject, digest]) => digest === digestOf(questions[question](subject, asked)),
    );
  } catch {
    // What is wrong now is for the compiler to report.
    return false;
  }
}

function digestOf(answer: unknown): string {
  return sha256(JSON.stringify(answer) ?? "nothing");
}
