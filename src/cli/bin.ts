/** The command from the sources: `tsx src/cli/bin.ts`. In the package, `launch.ts` starts it. */
import { main } from "./main.ts";
import { runProcess } from "./process.ts";

await runProcess(main);
