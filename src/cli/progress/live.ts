/** One line per node, updated in place, for a person at a terminal. */
import { createLogUpdate } from "log-update";
import type { Output } from "../io.ts";
import type { CliPaint } from "../paint.ts";
import { applyEvent, type NodeState } from "./node-state.ts";
import { printNodes } from "./print-nodes.ts";
import type { Progress } from "./progress.ts";

/** `run`: its id, if it is written down. */
export function liveProgress(output: Output, run: string | undefined, paint: CliPaint): Progress {
  // The parts of a stream that log-update uses; the size is read each time, because terminals are resized.
  const stream = {
    write: (text: string) => output.write(text),
    get columns() {
      return output.columns;
    },
    get rows() {
      return output.rows;
    },
    isTTY: true,
  };
  const update = createLogUpdate(stream as unknown as NodeJS.WritableStream);
  const nodes = new Map<string, NodeState>();
  const begun = performance.now();
  let drawnAt = -Infinity;
  const draw = () => {
    drawnAt = performance.now();
    update(printNodes([...nodes.values()], drawnAt - begun, output, paint));
  };
  let timer: ReturnType<typeof setInterval> | undefined;
  const resume = (): void => void (timer ??= setInterval(draw, 100));
  const pause = (): void => {
    clearInterval(timer);
    timer = undefined;
    draw();
    update.done();
  };
  resume();
  return {
    show(event) {
      applyEvent(event, nodes, run);
      // Events may arrive by the hundred, of hundreds of nodes; the next tick shows the last state.
      const isSoon = performance.now() - drawnAt < 50;
      if (event.kind !== "node-progress" && timer !== undefined && !isSoon) draw();
    },
    pause,
    resume,
    end: pause,
  };
}
