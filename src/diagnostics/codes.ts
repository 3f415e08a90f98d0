/**
 * Every diagnostic that falc can give: code → texts. Codes are stable once released. Rows are grouped by
 * topic: reading the source, the interface, what a graph can express, what endpoints accept, the requested
 * output form.
 */
import { callEntries } from "./codes/calls.ts";
import { interfaceEntries } from "./codes/interface.ts";
import { languageEntries } from "./codes/language.ts";
import { modelEntries } from "./codes/models.ts";
import { savedEntries } from "./codes/saved.ts";
import { sourceEntries } from "./codes/source.ts";
import { unsupportedEntries } from "./codes/unsupported.ts";

/** The rows by topic. */
export const groups = [
  { title: "Source files", entries: sourceEntries },
  { title: "The workflow's interface", entries: interfaceEntries },
  { title: "What a graph cannot express", entries: languageEntries },
  { title: "Syntax and APIs that falc does not support", entries: unsupportedEntries },
  { title: "Models, node ids and results", entries: modelEntries },
  { title: "What calls send", entries: callEntries },
  { title: "Saved workflows (`--form saved`)", entries: savedEntries },
] as const;

export const catalogue = {
  ...sourceEntries,
  ...interfaceEntries,
  ...languageEntries,
  ...unsupportedEntries,
  ...modelEntries,
  ...callEntries,
  ...savedEntries,
};
