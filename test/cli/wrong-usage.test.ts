/** What falc says about mistakes on the command line: what is wrong, what to do, and exit code 2 for wrong usage. */
import { beforeAll, describe, expect, test } from "vitest";
import { chat, TestProject } from "../support/project.ts";

const project = new TestProject({ "workflows/chat.ts": chat, "package.json": "{}" });
beforeAll(async () => void (await project.falc(["compile"])));

type Row = readonly [words: readonly string[], says: string, code?: number];

const rows: readonly Row[] = [
  [["compil"], "Did you mean falc compile?"],
  [["frobnicate"], "All commands: falc --help"],
  [["--nope"], "All options: falc --help"],
  [["compile", "nope"], `there is no workflow or file "nope"\nThere are: chat.`],
  [["compile", "cha"], "Did you mean chat?"],
  [["compile", "--out", "x"], "unknown option '--out'\nAll options: falc compile --help"],
  [["compile", "--format", "xml"], "Allowed choices are text, json, sarif, github."],
  [["compile", "--form", "svaed", "chat"], "Allowed choices are bare, saved."],
  [["compile", "chat", "--check", "--form", "saved"], "--form saved and --check contradict each other"],
  [["check", "--coverag"], "Did you mean --coverage?"],
  [["check", "nope"], "There are: chat."],
  [["verify", "nope"], "There are: chat."],
  [["verify", "--jsn"], "Did you mean --json?"],
  [["verify", "chat", "--topc", "x"], "Did you mean --topic?"],
  [["explain", "field-unknwon"], "Did you mean falc explain field-unknown?"],
  [["explain", "nope"], "All codes: falc explain"],
  [["explain", "a", "b"], "Expected 1 argument but got 2.\nAll options: falc explain --help"],
  [["run"], "which workflow should run? Put its name first\nThere are: chat."],
  [["run", "nope"], "There are: chat."],
  [["run", "cha"], "Did you mean chat?"],
  [["run", "chat"], "topic is required"],
  [["run", "chat", "--topic"], "topic has no value after --topic"],
  [["run", "chat", "--topci", "x"], "Did you mean --topic?"],
  [["run", "chat", "--image_url", "x"], "All options: falc run chat --help"],
  [["run", "chat", "--topic", "a", "--topic", "b"], "topic is given more than once"],
  [["run", "chat", "--input", "{bad"], "--input is not valid JSON"],
  [["run", "chat", "--input", "nope.json"], "cannot read nope.json: there is no such file"],
  [["run", "chat", "--input", `{"topic":1}`], "topic must be a string, got the number 1"],
  [["run", "chat", "--input", "[]"], "the input must be a JSON object of fields"],
  [["run", "chat", "--input"], "argument missing"],
  [["run", "chat", "--input", "-"], "standard input is empty"],
  [["run", "chat", "--topic", "x", "--timeout", "abc"], "a duration such as 90s, 10m or 2h"],
  [["run", "chat", "--topic", "x", "--engine", "fla"], "Allowed choices are emulator, fal, hosted."],
  [["run", "chat", "--topic", "x", "--engine", "fal"], "Set FAL_KEY, or run without cost: --engine emulator"],
  [["run", "chat", "red", "chair"], 'unexpected arguments: "red", "chair"'],
  [["run", "chat", "--topic", "x", "--emulator", "here"], "It takes the address that falc emulator prints"],
  [["run", "chat", "--topic", "x", "--emulator", "http://127.0.0.1:1"], "Start one with falc emulator", 1],
  [["emulatr"], "Did you mean falc emulator?"],
  [["emulator", "--port", "-1"], "It takes a port from 1 to 65535"],
  [["emulator", "--fault", "x"], "Did you mean --faults?"],
  [["emulator", "--faults", "nope.json"], "cannot read nope.json: there is no such file", 2],
  [["emulator", "chat"], "All options: falc emulator --help"],
  [["models", "lst"], "Did you mean falc models list?"],
  [["models", "show"], "missing required argument 'id'\nAll options: falc models show --help"],
  [
    ["models", "show", "fal-ai/flux/dve"],
    "Did you mean fal-ai/flux/dev?\nIf the id is right: falc models add",
    1,
  ],
  [["models", "show", "qqqq"], "An id has the form owner/name, e.g. fal-ai/flux/dev.\nTo search:", 1],
  [["models", "list", "--category", "nope"], "There are: text-to-image,"],
  [["models", "list", "zzzz"], "falc models add <id>", 1],
  [["models", "add"], "which endpoint?"],
  [["models", "add", "x"], "An id has the form owner/name"],
  [["models", "add", "me/app", "--from", "nope.json"], "cannot read nope.json", 1],
  [["models", "add", "--missing", "me/app"], "For one: falc models add me/app"],
  [["models", "remove", "me/app"], "It declares none.", 1],
  [["models", "outdated", "me/app"], "It declares none.", 1],
];

describe.each(rows.map(([words, says, code = 2]) => ({ words, says, code })))(
  "falc $words",
  ({ words, says, code }) => {
    test("says what is wrong and what to do", async () => {
      const said = await project.falc(words);
      expect(said.err).toContain(says);
      expect(said.err).toMatch(/^error: /);
      expect(said.err).not.toMatch(/^\s+at |has a bug/m);
      expect(said).toMatchObject({ code, out: "" });
    });

    test("is an object with --json", async () => {
      const { out, err, code: exitCode } = await project.falc([...words, "--json"]);
      const { kind, message } = JSON.parse(out) as { kind: string; message: string };
      expect(kind).toBe("error");
      expect(err).toContain(`error: ${message}`);
      expect(exitCode).not.toBe(0);
    });
  },
);

test("a file in the place of the folder is named", async () => {
  const other = new TestProject({ workflows: "" });
  for (const command of ["compile", "check", "verify"]) {
    const { code, err } = await other.falc([command]);
    expect(err).toContain("is a file, not a folder of workflows");
    expect(code).toBe(2);
  }
});
