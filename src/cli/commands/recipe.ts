/** `falc recipe`: how a saved file was made, from the file itself, from what is beside it, or by its content. */
import path from "node:path";
import type { Json } from "../../lib/json.ts";
import { escapedJson, printable } from "../../lib/printable.ts";
import type { Recipe } from "../../runner/recipe/recipe.ts";
import { Project } from "../../workspace/project/project.ts";
import { findRecipe, type FoundRecipe } from "../../workspace/run/find-recipe.ts";
import { commandErrorOf } from "../command-error-of.ts";
import { createCommand } from "../command-line.ts";
import { CommandError, exit, type ExitCode, type Io } from "../io.ts";
import { paintFor } from "../paint.ts";

/** `argv`: the words after `recipe`. */
export async function recipeCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  await createCommand("falc recipe", io)
    .usage("<file> [options]")
    .description(
      "Show how a picture or another file that falc run --out has saved was made: workflow, node, endpoint, input, seed.",
    )
    .argument("<file>", "the file: the recipe is inside it, beside it, or found by its content")
    .option("--json", "print JSON instead of text")
    .addHelpText(
      "after",
      `
Examples:
  falc recipe pictures/image.png           how the picture was made
  falc recipe pictures/image.png --json    the same for a program`,
    )
    .action(async (word: string, { json = false }: { json?: boolean }) => {
      const file = path.resolve(io.cwd, word);
      const found = await findRecipe(new Project(io.cwd), file, word).catch((error: unknown) => {
        throw commandErrorOf(error, exit.usage) ?? error;
      });
      if (found.kind === "missing") throw noRecipe(word, found);
      const { recipe, from } = found;
      io.stdout.write(json ? `${printSafely({ from, ...recipe })}\n` : print(recipe, from, io));
    })
    .parseAsync([...argv], { from: "user" });
  return exit.ok;
}

function noRecipe(word: string, { sidecar }: FoundRecipe & { kind: "missing" }): CommandError {
  const beside = sidecar === undefined ? "beside it" : `beside it (its .recipe.json is ${sidecar})`;
  return new CommandError(
    `there is no recipe of ${printable(word)}: not in the file, not ${beside}, and none in this project by its content`,
    exit.failed,
    "falc run --out writes recipes. A file that was changed since is found only by the recipe inside it, which PNG files have.",
  );
}

const sources = {
  picture: "inside the picture",
  sidecar: "beside the file",
  index: "found by the file's content",
} as const;

function print(recipe: Recipe, from: keyof typeof sources, io: Io): string {
  const paint = paintFor(io.stdout, io.env);
  const { workflow, path: place, node, endpoint, seed, requestId, engine, run, commit, date, falc } = recipe;
  const rows = [
    ["workflow", workflow],
    ["file", place],
    ["made by", node ?? "given as input"],
    ["endpoint", endpoint],
    ["seed", seed],
    ["engine", engine],
    ["run", run],
    ["request", requestId],
    ["commit", commit],
    ["date", date],
    ["falc", falc],
    ["recipe", sources[from]],
  ] as const;
  const lines = rows.flatMap(([name, value]) =>
    value === undefined ? [] : [`${paint.faint(name.padEnd(10))}${printable(String(value))}`],
  );
  const inputs = [
    ["sent", recipe.input],
    ["input of the run", recipe.runInput],
  ] as const;
  for (const [name, value] of inputs) {
    if (value !== undefined) lines.push(paint.faint(name), indent(printSafely(value)));
  }
  return `${lines.join("\n")}\n`;
}

/** JSON in which nothing can reach a terminal. */
function printSafely(value: Json | object): string {
  return escapedJson(JSON.stringify(value, undefined, 2));
}

function indent(text: string): string {
  return text.replace(/^/gm, "  ");
}
