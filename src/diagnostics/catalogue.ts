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

/** The rows under the question that they answer. */
export const groups = [
  { title: "Can the source be read?", entries: sourceEntries },
  { title: "Is the interface known?", entries: interfaceEntries },
  { title: "Can a graph say it?", entries: languageEntries },
  { title: "Does falc know the construct?", entries: unsupportedEntries },
  { title: "Does the endpoint take it?", entries: modelEntries },
  { title: "Is what a call sends what was meant?", entries: callEntries },
  { title: "Can fal's saved document say it? (`--form saved`)", entries: savedEntries },
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
