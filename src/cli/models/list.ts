/** `falc models list`: the known endpoints, filtered by words and category. */
import { categories } from "../../endpoints/category.ts";
import { printJson } from "../../lib/printable.ts";
import { type KnownEndpoint, listKnown } from "../../workspace/models/known-endpoints.ts";
import { selectEndpoints } from "../../workspace/models/select-endpoints.ts";
import { Project } from "../../workspace/project/project.ts";
import { warnOfOtherClient } from "../client-notice.ts";
import { createCommand } from "../command-line.ts";
import { exit, type ExitCode, type Io } from "../io.ts";
import { type CliPaint, paintFor } from "../paint.ts";

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
      const found = selectEndpoints(known, words, category);
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
