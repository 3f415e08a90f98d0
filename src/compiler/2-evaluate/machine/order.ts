/** Refuses what timing would decide, and warns of what a second call of the workflow function would find changed. */
import type { ModuleState } from "../modules/module-state.ts";
import type { TS } from "../../typescript.ts";
import type { Machine, Place } from "./machine.ts";
import { TouchLog } from "./task.ts";
import { touchedNode } from "./touched-node.ts";

export class Order {
  readonly touches = new TouchLog();
  /** State that outlives a call of the workflow function; `undefined` until it starts. */
  moduleState: ModuleState | undefined;
  readonly #machine: Machine;
  /** Already refused as unordered: reported only once. */
  readonly #unordered = new WeakSet<object>();
  /** Already reported as outliving the call. */
  readonly #outliving = new WeakSet<object>();

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  touch(cell: object, write: boolean, node: TS.Node, place: Place, key?: string | number): void {
    if (!this.touches.touch(cell, place.activation.task, write, key)) this.#refuse(cell, node, place);
    if (write && this.moduleState?.has(cell) === true && !this.#outliving.has(cell)) {
      this.#outliving.add(cell);
      this.#machine.warn("state-outlives-call", node, place, { name: this.#touchedName(node, place) });
    }
  }

  enumerate(owner: object, node: TS.Node, place: Place): void {
    if (this.touches.isOrderless(owner)) this.#refuse(owner, node, place);
  }

  #refuse(cell: object, node: TS.Node, place: Place): void {
    if (this.#unordered.has(cell)) return;
    this.#unordered.add(cell);
    this.#machine.refuse("order-unknown", node, place, { name: this.#touchedName(node, place) });
  }

  #touchedName(node: TS.Node, place: Place): string {
    return ownerName(this.#machine.textOf(touchedNode(node, place), place));
  }
}

/** `seen` in `seen.push(…)`, `seen[0]`, `seen++`. */
function ownerName(text: string): string {
  return (
    /[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(text.replace(/^(delete|typeof|void|await)\s+/, ""))?.[0] ??
    text
  );
}
