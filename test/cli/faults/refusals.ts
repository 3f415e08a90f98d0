/** fal, or the model, says no. */
import type { FaultRule } from "../../../src/emulator/faults/fault-script.ts";
import type { Cell, Fault, Topic } from "./cell.ts";
import { noNetwork, noCheck, done, open, first, model } from "./phrases.ts";

const locked = "User is locked. Reason: Exhausted balance.";
const tooLong = { detail: [{ loc: ["body", "prompt"], msg: "too long", type: "string_too_long" }] };

/** fal has refused: nothing was made, and the next run pays for all. */
function refused(fault: string, rule: object, message: string, advice?: string): Fault {
  const { fal, hosted } = first(rule);
  const cell = (rules: readonly FaultRule[], node: string): Cell => ({
    scene: { rules },
    does: advice === undefined ? "fails" : "fails, and says what to do",
    exit: 1,
    says: [message, ...(advice === undefined ? [] : [`\nWhat to do:\n  ${node}: ${advice}`])],
    paid: 0,
    again: { exit: 0, paid: 2, says: done },
  });
  return { fault, cells: { fal: cell(fal, "photo"), hosted: cell(hosted, "output"), emulator: noNetwork } };
}

/** The model has refused or failed: the call is over, and costs nothing. */
function failed(
  fault: string,
  rules: readonly FaultRule[],
  says: Cell["says"],
  does: string,
  emulator: Cell | string,
  paid = { first: 1, again: 2 },
): Fault {
  const again = { exit: 0, paid: paid.again, says: done };
  const cell = { scene: { rules }, does, exit: 1, says, paid: paid.first, again };
  return { fault, cells: { fal: cell, hosted: cell, emulator } };
}

export const refusals: Topic = {
  topic: "Refusals",
  faults: [
    failed(
      "422: the input is not what the endpoint takes",
      model({ kind: "error", status: 422, body: tooLong }),
      [
        "failed photo (422): prompt: too long",
        "prompt: workflows/chain.ts:5:30",
        "\nWhat to do:\n  photo: the same input would be refused again; correct what is sent",
      ],
      "fails, shows the author's line and what was sent",
      {
        scene: { workflow: "cut", file: "broken.png" },
        does: "fails, shows the author's line and what was sent",
        exit: 1,
        says: [
          "failed remove (422): image_url: Failed to load the image",
          "image_url: workflows/cut.ts:4:33",
        ],
        paid: 0,
      },
    ),
    failed(
      "422: a content check refuses the first call",
      [{ kind: "refusal", call: 1 }],
      ["flagged by a content checker", "\nWhat to do:\n  photo: a content check refused it, and would again"],
      "fails, and says that repeating is useless",
      noCheck,
    ),
    failed(
      "422: a content check refuses the second call",
      [{ kind: "refusal", endpoint: "fal-ai/bria/*", call: 1 }],
      ["failed cutout (422)", "fal keeps their results for a while:\n  photo  https://queue.fal.run/"],
      "keeps the first, and says where fal has it",
      noCheck,
      { first: 2, again: 1 },
    ),
    failed(
      "500: the model fails",
      model({
        kind: "error",
        status: 500,
        body: { detail: [{ loc: ["body"], msg: "out of memory", type: "internal_server_error" }] },
      }),
      [
        "failed photo (500): out of memory",
        "\nWhat to do:\n  photo: the model itself failed; it may succeed when it runs again",
      ],
      "fails",
      noCheck,
    ),
    failed(
      "500: fal does not say whether the model has run",
      model({ kind: "error", status: 500 }),
      ["failed photo (500): Internal Server Error", open],
      "fails, and says where the result may be; the next run pays again",
      noCheck,
    ),
    {
      fault: "429 once",
      cells: {
        fal: {
          scene: { rules: first({ kind: "error", status: 429 }).fal },
          does: "sends it again, since it did not arrive",
          exit: 0,
          says: [done],
          paid: 2,
        },
        hosted: {
          scene: { rules: first({ kind: "error", status: 429 }).hosted },
          does: "fails, and says what to do",
          exit: 1,
          says: ["failed output (429)", "it may succeed when it runs again later"],
          paid: 0,
          again: { exit: 0, paid: 2, says: done },
        },
        emulator: noNetwork,
      },
    },
    {
      fault: "429 each time",
      cells: {
        fal: {
          scene: { rules: [{ stage: "submit", call: { to: 4 }, kind: "error", status: 429 }] },
          does: "fails after four attempts",
          exit: 1,
          says: ["failed photo (429)", "--concurrency makes fewer at a time"],
          paid: 0,
          again: { exit: 0, paid: 2, says: done },
        },
        hosted: "as 429 once: nothing is repeated",
        emulator: noNetwork,
      },
    },
    refused(
      "401: the key",
      { kind: "error", status: 401 },
      "fal does not accept the key",
      "set FAL_KEY to a key of your account",
    ),
    refused(
      "402: the balance",
      { kind: "error", status: 402, body: { detail: "Payment required" } },
      "Payment required",
      "look at the account's balance",
    ),
    refused(
      "403: the balance",
      { kind: "error", status: 403, body: { detail: locked } },
      `fal denies access: ${locked}`,
      "look at the account's balance",
    ),
    refused(
      "404: the endpoint",
      { kind: "error", status: 404, body: { detail: "Application not found" } },
      "(404): Application not found",
    ),
    refused(
      "500: fal refuses the request",
      { kind: "error", status: 500 },
      "(500): Internal Server Error",
      "fal's servers failed; it may succeed when it runs again later",
    ),
  ],
};
