/**
 * Every diagnostic falc can give: code → texts. A code is stable once released. Rows are grouped by the question they
 * answer: can the source be read, is the interface known, can a graph say it, does the endpoint take it, can the form
 * that was asked for say it.
 */
import { callEntries } from "./catalogue/calls.ts";
import { interfaceEntries } from "./catalogue/interface.ts";
import { languageEntries } from "./catalogue/language.ts";
import { modelEntries } from "./catalogue/models.ts";
import { savedEntries } from "./catalogue/saved.ts";
import { sourceEntries } from "./catalogue/source.ts";
import { unsupportedEntries } from "./catalogue/unsupported.ts";

/** The rows by what they are about. */
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
