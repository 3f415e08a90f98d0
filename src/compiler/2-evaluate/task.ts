/**
 * Which code runs beside which. The evaluator runs an async function's body to its end at once, so everything it does
 * after its first await happens, in evaluation order, before things that may really come first. That is harmless
 * unless both touch the same variable, array or object and one of them changes it: then timing would decide.
 *
 *     const shots = [];
 *     await Promise.all(scenes.map(async (scene) => { shots.push(await flux({ prompt: scene })); }));   // refused
 *
 * A task is one run of an async function. What it touches after its first await is remembered; a conflicting touch by
 * other code, while the task is not joined by an await, is refused.
 */
export class Task {
  readonly parent: Task | undefined;
  /** Whether its first await lies behind it. Before, it runs in its caller's turn. */
  resumed = false;
  #joinedBy: Task | undefined;

  constructor(parent?: Task) {
    this.parent = parent;
  }

  /** Orders everything this task did before what the waiting task does next. */
  join(waiting: Task): void {
    const owner = waiting.turn();
    // Only the first to await it: a second waiter says nothing about what the first one's task does.
    if (this.#joinedBy === undefined && owner.representative() !== this) this.#joinedBy = owner;
  }

  /** The task in whose turn this one's code is running now. */
  turn(): Task {
    let task: Task = this;
    while (!task.resumed && task.parent !== undefined) task = task.parent;
    return task;
  }

  /** Whether all that the other task did so far is finished when this one's code runs. */
  follows(other: Task): boolean {
    const done = other.representative();
    // What an enclosing task did so far, it did before it started this one: bodies are evaluated when they start.
    for (let task: Task | undefined = this; task !== undefined; task = task.parent) {
      if (task.representative() === done) return true;
    }
    return false;
  }

  representative(): Task {
    let task: Task = this;
    while (task.#joinedBy !== undefined) task = task.#joinedBy;
    return task;
  }
}

interface Touches {
  writer: Task | undefined;
  readonly readers: Set<Task>;
}

/** Remembers who touched what, and says when two touches have no order. */
export class TouchLog {
  readonly #touches = new WeakMap<object, Touches>();

  /** Whether this touch of a variable, array or object is ordered with all earlier ones. */
  touch(cell: object, task: Task, write: boolean): boolean {
    const turn = task.turn();
    const earlier = this.#touches.get(cell);
    const inParallel = turn.parent !== undefined;
    if (earlier === undefined && !inParallel) return true;
    const unordered = (other: Task) => !turn.follows(other);
    const ordered =
      earlier === undefined ||
      ((earlier.writer === undefined || !unordered(earlier.writer)) &&
        !(write && [...earlier.readers].some(unordered)));
    if (inParallel) {
      const touches = earlier ?? { writer: undefined, readers: new Set() };
      if (write) touches.writer = turn;
      else touches.readers.add(turn);
      this.#touches.set(cell, touches);
    }
    return ordered;
  }
}
