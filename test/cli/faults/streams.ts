/** What goes wrong in the stream of a whole graph. */
import type { Answer } from "../fault-server.ts";
import type { Cell, Fault, Topic } from "./cell.ts";
import { done, twice, open, resubmit, events, photoSubmitted, shot } from "./phrases.ts";

const onlyStreams = "cannot happen: calls are made one by one";

function inTheStream(fault: string, answer: Answer, cell: Omit<Cell, "scene" | "exit" | "paid">): Fault {
  return {
    fault,
    cells: {
      fal: onlyStreams,
      hosted: { scene: shot({ stream: [answer] }), exit: 1, paid: 1, ...cell },
      emulator: onlyStreams,
    },
  };
}

const openStream = {
  does: "fails, and names what was submitted; the next run asks for it",
  says: ["submitted: photo as request req-1", twice, open] as const,
  again: { exit: 0, paid: 0, says: "photo followed from run" },
};
const emptyStream = {
  does: "fails; the next run is in doubt",
  says: ["nothing is known of its calls", twice, "it may be billed"] as const,
  again: { exit: 1, paid: 0, says: resubmit },
};

export const streams: Topic = {
  topic: "In the stream of a whole graph",
  faults: [
    inTheStream("it ends without `output`", events(photoSubmitted), openStream),
    inTheStream("it ends without any event", events(), emptyStream),
    inTheStream("it is not JSON", events("{oops"), emptyStream),
    inTheStream(
      "nothing comes for 60 seconds after the submit",
      ({ response }) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write(`data: ${JSON.stringify(photoSubmitted)}\r\n\r\n`);
      },
      openStream,
    ),
    inTheStream(
      "an `error` event with 200",
      events(photoSubmitted, {
        type: "error",
        node_id: "photo",
        message: "Unprocessable Entity",
        error: { status: 422, body: { detail: "no face found" } },
      }),
      {
        does: "fails, as a call does that is answered so",
        says: ["failed photo (422): no face found", "request req-1", "correct what is sent"],
        again: { exit: 0, paid: 1, says: done },
      },
    ),
    inTheStream(
      "an `error` event that does not say what became of the request",
      events(photoSubmitted, { type: "error", node_id: "photo", message: "lost a worker" }),
      {
        does: "fails, and says where the result may be; the next run asks for it",
        says: ["failed photo: lost a worker", open],
        again: { exit: 0, paid: 0, says: "photo followed from run" },
      },
    ),
  ],
};
