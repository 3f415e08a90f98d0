/**
 * `npm run dump -- workflows/product-shot.ts [stage]`: what each stage of the compiler gave for a workflow, or one stage, such as
 * `2` or `4-lower`; and what was reported.
 */
import path from "node:path";
import process from "node:process";
import { compileAlone, ModuleLoader } from "../src/compiler/pipeline.ts";
import { printDiagnostic } from "../src/diagnostics/formats/text.ts";
import { World } from "../src/workspace/compile/answers.ts";
import { Project } from "../src/workspace/project/project.ts";
import { printStage } from "./support/print-stage.ts";

const [file, only = ""] = process.argv.slice(2);
if (file === undefined) {
  console.error("Name a workflow: npm run dump -- workflows/product-shot.ts");
  process.exit(2);
}
const project = new Project(path.dirname(path.resolve(file)));
const { host, catalog } = new World(project).record();
const workflow = {
  path: path.relative(project.root, path.resolve(file)).split(path.sep).join("/"),
  name: path.basename(file, path.extname(file)),
};
const { diagnostics } = compileAlone(workflow, new ModuleLoader(host), catalog, true, {}, (stage, gave) => {
  if (stage.startsWith(only))
    console.log(`== ${stage}${gave === undefined ? ": nothing" : printStage(gave)}\n`);
});
for (const diagnostic of diagnostics) console.log(printDiagnostic(diagnostic));
