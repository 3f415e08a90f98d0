/** Asks the JavaScript engine that runs the tests which sources it loads as modules. None of them runs. */
import { spawnSync } from "node:child_process";

const program = `
  import vm from "node:vm";
  let text = "";
  for await (const chunk of process.stdin) text += chunk;
  const said = JSON.parse(text).map((source) => {
    try {
      new vm.SourceTextModule(source);
      return null;
    } catch (error) {
      return String(error);
    }
  });
  process.stdout.write(JSON.stringify(said));
`;

/** The engine's error for each source; `null` if there is none. */
export function askEngine(sources: readonly string[]): readonly (string | null)[] {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--experimental-vm-modules", "--no-warnings", "--input-type=module", "--eval", program],
    { input: JSON.stringify(sources), encoding: "utf8" },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as (string | null)[];
}
