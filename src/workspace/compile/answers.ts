/**
 * What a compilation asked the project, and what it was answered. The compiler reads nothing else, so it comes to the
 * same result as long as every answer is the same.
 */
import type { SourceHost } from "../../compiler/pipeline.ts";
import type { Catalog } from "../../endpoints/catalog.ts";
import { readBuiltHeader } from "../../endpoints/lookup.ts";
import { sha256 } from "../../lib/sha256.ts";
import { findClientCatalog } from "../models/client-catalog.ts";
import { declarationFile, openProjectCatalog } from "../models/project-catalog.ts";
import type { Project } from "../project/project.ts";

/** `subject`: mostly a path. `digest` is of the answer, which may be that nothing is there. */
export type Answer = readonly [question: Question, subject: string, digest: string];

/** What can be asked: the compiler's own questions, and two about its endpoints. */
const questions = {
  read: (file, { host }) => host.read(file),
  list: (folder, { host }) => host.list(folder),
  places: (_, { surroundings: { root, repository } }): readonly [string, string] => [root, repository],
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

/** A project at one moment: each question is asked once, however many workflows ask it. */
export class World {
  readonly #asked: Asked;
  readonly #catalog: Catalog;
  readonly #known = new Map<string, { readonly answer: unknown; digest?: string }>();

  /** `builtIn`: falc's own catalogue, if it is open already. */
  constructor(project: Project, builtIn?: Catalog) {
    this.#asked = { project, host: project.sourceHost(), surroundings: project.surroundings() };
    this.#catalog = openProjectCatalog(project, builtIn);
  }

  /** The project for one compilation. `answers`: what it has asked so far. */
  record(): {
    readonly host: SourceHost;
    readonly catalog: Catalog;
    readonly answers: () => readonly Answer[];
  } {
    const asked = new Map<string, readonly [Question, string]>();
    const ask = <Q extends Question>(question: Q, subject: string): ReturnType<(typeof questions)[Q]> => {
      asked.set(`${question} ${subject}`, [question, subject]);
      return this.#answer(question, subject).answer as ReturnType<(typeof questions)[Q]>;
    };
    const [root, repository] = ask("places", "");
    return {
      host: {
        read: (file) => ask("read", file),
        list: (folder) => ask("list", folder),
        surroundings: {
          root,
          repository,
          find: (file) => ask("find", file),
          realpath: (file) => ask("realpath", file),
          readSettings: (file) => ask("settings", file),
        },
      },
      catalog: {
        find: (id) => {
          ask("read", declarationFile(id));
          ask("catalogue", "");
          return this.#catalog.find(id);
        },
        ids: () => {
          ask("declared", "");
          ask("catalogue", "");
          return this.#catalog.ids();
        },
      },
      answers: () =>
        [...asked.values()].map(([question, subject]) => [
          question,
          subject,
          this.#digest(question, subject),
        ]),
    };
  }

  /** Whether all of these answers are given now. */
  gives(answers: readonly Answer[]): boolean {
    try {
      return answers.every(([question, subject, digest]) => digest === this.#digest(question, subject));
    } catch {
      // What is wrong now is for the compiler to report.
      return false;
    }
  }

  #answer(question: Question, subject: string): { readonly answer: unknown; digest?: string } {
    const key = `${question} ${subject}`;
    const known = this.#known.get(key) ?? { answer: questions[question](subject, this.#asked) };
    this.#known.set(key, known);
    return known;
  }

  #digest(question: Question, subject: string): string {
    const known = this.#answer(question, subject);
    return (known.digest ??= sha256(JSON.stringify(known.answer) ?? "nothing"));
  }
}
