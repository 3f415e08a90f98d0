/** `falc models list`: the known endpoints, filtered by words and category. */
import { categories, categoriesOf } from "../../endpoints/category.ts";
import { suggest } from "../../guess/suggest.ts";
import { warnOfOtherClient } from "../client-notice.ts";
import { createCommand } from "../command-line.ts";
import { CommandError, exit, type ExitCode, type Io } from "../io.ts";
import { type CliPaint, paintFor } from "../paint.ts";
import { printJson } from "../../lib/printable.ts";
import { Project } from "../../workspace/project/project.ts";
import { type KnownEndpoint, listKnown } from "../../workspace/models/known-endpoints.ts";

/** `argv`: the words after `models list`. */
export async function listCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  await createCommand("falc models list", io)
    .usage("[words...] [options]")
    .description(
      "List the endpoints that falc knows: those of fal's client and those that this project declares.",
    )
    .argument("[words...]", "words that must all occur in the id, category or description")
    .option("--category <category>", "only endpoints of this category, e.g. image-to-video")
    .option("--json", "print JSON instead of text")
    .addHelpText(
      "after",
      `
falc derives an endpoint's category from its name, its input and its output; fal
may file it elsewhere. For an endpoint declared from fal's own document, that
document's category counts too.

Examples:
  falc models list                          the number of endpoints per category
  falc models list flux lora                endpoints with both words
  falc models list --category image-to-3d   endpoints of one category
  falc models list | grep upscal            all endpoints, one per line`,
    )
    .action((words: readonly string[], { category, json = false }: ListOptions) => {
      const project = new Project(io.cwd);
      warnOfOtherClient(project, io);
      const known = listKnown(project);
      const found = select(known, words, category);
      const isAll = words.length === 0 && category === undefined;
      if (json) io.stdout.write(`${printJson({ endpoints: found.map(toJson) })}\n`);
      // Nobody reads 1,200 lines in a terminal, but a program behind a pipe does.
      else io.stdout.write(isAll && io.stdout.isTerminal ? printSummary(found, io) : printList(found, io));
    })
    .parseAsync([...argv], { from: "user" });
  return exit.ok;
}

interface ListOptions {
  readonly category?: string;
  readonly json?: boolean;
}

function select(
  known: readonly KnownEndpoint[],
  words: readonly string[],
  category: string | undefined,
): readonly KnownEndpoint[] {
  const ofCategory = known.filter(
    (each) => category === undefined || categoriesOf(each.endpoint).includes(category),
  );
  if (category !== undefined && ofCategory.length === 0) throw noCategory(category, known);
  const searched = words.map((word) => word.toLowerCase());
  const found = ofCategory.filter((each) => {
    const text =
      `${each.endpoint.id} ${categoriesOf(each.endpoint).join(" ")} ${each.endpoint.description ?? ""}`.toLowerCase();
    return searched.every((word) => text.includes(word));
  });
  if (found.length > 0 || words.length === 0) return found;
  const near = nearWords(searched, known);
  throw new CommandError(
    `falc knows no endpoint with ${words.map((word) => JSON.stringify(word)).join(" and ")}${category === undefined ? "" : ` and is ${category}`}`,
    exit.failed,
    near === undefined
      ? "To declare one that fal has: falc models add <id>"
      : `Did you mean falc models list ${near}?`,
  );
}

function noCategory(category: string, known: readonly KnownEndpoint[]): CommandError {
  const all = [...new Set([...categories, ...known.flatMap(({ endpoint }) => categoriesOf(endpoint))])];
  const near = suggest(category, all);
  return new CommandError(
    `there is no category ${JSON.stringify(category)}`,
    exit.usage,
    near === undefined ? `There are: ${all.join(", ")}.` : `Did you mean ${near}?`,
  );
}

/** Each word unchanged, or the closest one that occurs in ids; `undefined` if there is none. */
function nearWords(words: readonly string[], known: readonly KnownEndpoint[]): string | undefined {
  const parts = new Set(
    known.flatMap(({ endpoint, category }) => [...endpoint.id.toLowerCase().split(/[/-]/), category]),
  );
  const all = [...parts];
  const near = words.map((word) => (all.some((part) => part.includes(word)) ? word : suggest(word, all)));
  // All words are known, but no endpoint has all of them.
  if (near.some((word) => word === undefined) || near.every((word, index) => word === words[index]))
    return undefined;
  return near.join(" ");
}

function toJson({ endpoint, category, isDeclared, users }: KnownEndpoint): object {
  const { id, category: own, description } = endpoint;
  return {
    id,
    category,
    ...(own !== undefined && { falCategory: own }),
    ...(description !== undefined && { description }),
    declared: isDeclared,
    usedIn: users,
  };
}

function printSummary(known: readonly KnownEndpoint[], io: Io): string {
  const paint = paintFor(io.stdout, io.env);
  const counts = categories
    .map((category) => ({ category, count: known.filter((each) => each.category === category).length }))
    .filter(({ count }) => count > 0);
  const lines = counts.map(({ category, count }) => `  ${category.padEnd(16)}${String(count).padStart(5)}`);
  const own = known.filter(({ isDeclared, users }) => isDeclared || users.length > 0);
  return `${paint.strong(`${known.length.toLocaleString("en")} endpoints`)}, by category:

${lines.join("\n")}
${own.length === 0 ? "" : `\n${paint.strong("In this project")}\n${printLines(own, paint)}`}
To search:  falc models list <words>
            falc models list --category <category>
To see one: falc models show <id>
`;
}

function printList(found: readonly KnownEndpoint[], io: Io): string {
  return printLines(found, paintFor(io.stdout, io.env));
}

/** `fal-ai/flux/dev  text-to-image  declared, used` */
function printLines(found: readonly KnownEndpoint[], paint: CliPaint): string {
  const width = Math.min(60, Math.max(...found.map(({ endpoint }) => endpoint.id.length)));
  const lines = found.map(({ endpoint, category, isDeclared, users }) => {
    const marks = [...(isDeclared ? ["declared"] : []), ...(users.length > 0 ? ["used"] : [])].join(", ");
    const line = `${endpoint.id.padEnd(width)}  ${paint.faint(category)}`;
    return marks === "" ? line : `${line}  ${paint.good(marks)}`;
  });
  return lines.map((line) => `${line}\n`).join("");
}
