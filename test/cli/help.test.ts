import { describe, expect, test } from "vitest";
import { chat, fields, TestProject } from "../support/project.ts";

const project = new TestProject({ "workflows/chat.ts": chat, "workflows/fields.ts": fields });

describe("falc", () => {
  test("shows its commands; without a command, this is an error", async () => {
    const asked = await project.falc(["--help"]);
    expect(asked).toMatchObject({ code: 0, err: "" });
    expect(asked.out).toMatch(/^Usage: falc <command> \[options\]\n/);
    expect(asked.out).toMatch(/\n {2}compile \[workflows\.\.\.\] {2}compile workflows to graphs\n/);
    expect(asked.out).toMatch(/\n {2}run <workflow> {10}run a compiled workflow/);
    const bare = await project.falc([]);
    expect(bare).toEqual({ code: 2, out: "", err: asked.out });
    expect((await project.falc(["help"])).out).toBe(asked.out);
  });

  test("prints its version", async () => {
    for (const flag of ["--version", "-v"]) {
      const { code, out } = await project.falc([flag]);
      expect(code).toBe(0);
      expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
    }
  });

  test.each([
    [["complie"], 'there is no command "complie"\nDid you mean falc compile?'],
    [["help", "rnu2"], 'there is no command "rnu2"\nAll commands: falc --help'],
    [["--verson"], "unknown option '--verson'\nDid you mean --version?"],
  ])("says what is wrong with %j", async (words, message) => {
    expect(await project.falc(words)).toEqual({ code: 2, out: "", err: `error: ${message}\n` });
  });
});

describe("falc run --help", () => {
  test.each([[["help", "run"]], [["run", "--help"]], [["run", "-h"]]])("is the same by %j", async (words) => {
    const { code, out, err } = await project.falc(words);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^Usage: falc run <workflow> \[options\] \[--<input> <value>\.\.\.\]\n/);
    expect(out).toContain("The inputs of a workflow: falc run <workflow> --help");
  });

  test("shows a workflow's inputs first", async () => {
    await project.falc(["compile"]);
    const { out } = await project.falc(["run", "fields", "--help"]);
    expect(out.slice(0, out.indexOf("Options:"))).toBe(`Usage: falc run fields --prompt <value> [options]

Every kind of field.

Inputs:
  --prompt <value>      What to show (string, required)
  --image_urls <value>  Pictures to compare with (array of string, default [],
                        repeat the flag for more)
  --hd, --no-hd         Large (boolean, default true)
  --steps <number>      (integer, default 28)
  --size <value>        ("square" | "portrait", default "square")

`);
    expect(out).toContain("Only with --input, because these names are taken or cannot be flags: json\n");
    expect(out).toContain('falc run fields --prompt "…"\n');
    expect((await project.falc(["help", "run", "fields"])).out).toBe(out);
  });
});

test("falc compile --help", async () => {
  const { out } = await project.falc(["help", "compile"]);
  expect(out).toMatch(/^Usage: falc compile \[workflows\.\.\.\] \[options\]\n/);
  expect((await project.falc(["compile", "--help"])).out).toBe(out);
});
