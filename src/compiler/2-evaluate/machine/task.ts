/**
 * Tracks which code runs in parallel. The evaluator runs an async function's body to its end at once, so everything after
 * its first await is evaluated before code that may really run first. That is harmless unless both touch the same
 * variable, array or object and one of them changes it: then timing would decide.
 *
 *     const shots = [];
 *     await Promise.all(scenes.map(async (scene) => { shots.push(await flux({ prompt: scene })); }));   // refused
 *
 * A task is one run of an async function. What it touches after its first await is remembered; a conflicting touch by
 * other code, while the task is not joined by an await, is refused.
 */
export class Task {
  readonly parent: Task | undefined;
  /** Whether it has passed its first await. Before that, it runs in its caller's turn. */
  resumed = false;
  /** The tasks that awaited it: from then on, each comes after it. */
  readonly #joiners = new Set<Task>();

  constructor(parent?: Task) {
    this.parent = parent;
  }

  /** Orders everything this task has done before what the waiting task does next. */
  join(waiting: Task): void {
    this.#joiners.add(waiting.turn());
  }

  /** The task in whose turn this one's code is running. */
  turn(): Task {
    let task: Task = this;
    while (!task.resumed && task.parent !== undefined) task = task.parent;
    return task;
  }

  /** Whether everything that the other task has done so far is finished when this one's code runs. */
  follows(other: Task): boolean {
    // Everything an enclosing task has done so far precedes this one's start: bodies are evaluated when they start.
    const before = new Set<Task>();
    for (let task: Task | undefined = this; task !== undefined; task = task.parent) before.add(task);
    const seen = new Set<Task>();
    const waiting = [other];
    for (let task = waiting.pop(); task !== undefined; task = waiting.pop()) {
      if (before.has(task)) return true;
      if (seen.has(task)) continue;
      seen.add(task);
      // A task that awaited it did so after it ended, and whatever follows that task also follows it.
      waiting.push(...task.#joiners);
    }
    return false;
  }
}

/** The tasks that touched one thing while others may have been running. */
class Touches {
  writer: Task | undefined;
  readonly readers = new Set<Task>();

  isOrderedFor(turn: Task, write: boolean): boolean {
    const follows = (other: Task) => turn.follows(other);
    return (
      (this.writer === undefined || follows(this.writer)) && (!write || [...this.readers].every(follows))
    );
  }

  record(turn: Task, write: boolean): void {
    if (write) this.writer = turn;
    else this.readers.add(turn);
  }
}

/** A list or an object: touched as a whole, or in one element. */
class Owner {
  readonly whole = new Touches();
  readonly elements = new Map<string, Touches>();
  readonly elementWriters = new Set<Task>();
  readonly elementReaders = new Set<Task>();
  readonly adders = new Set<Task>();
  /** Whether two unordered tasks added keys, so that the order of keys is unknown. */
  orderless = false;
}

/**
 * Remembers which tasks touched what, and detects unordered touches. Two tasks may change different elements of one
 * list at the same time; reading the list as a whole must come after both.
 */
export class TouchLog {
  readonly #owners = new WeakMap<object, Owner>();

  /** Whether this touch of a variable, list or object, or of one element, is ordered with all earlier ones. */
  touch(cell: object, task: Task, write: boolean, key?: string | number): boolean {
    const turn = task.turn();
    const inParallel = turn.parent !== undefined;
    const known = this.#owners.get(cell);
    // Nothing to record without parallel code.
    if (known === undefined && !inParallel) return true;
    const owner = known ?? new Owner();
    if (inParallel) this.#owners.set(cell, owner);
    return key === undefined
      ? touchWhole(owner, turn, write, inParallel)
      : touchElement(owner, String(key), turn, write, inParallel);
  }

  /** Remembers that a key was added, whose position among the others may depend on timing. */
  addKey(cell: object, task: Task): void {
    const turn = task.turn();
    const owner = this.#owners.get(cell);
    if (owner === undefined) return;
    if (![...owner.adders].every((other) => turn.follows(other))) owner.orderless = true;
    if (turn.parent !== undefined) owner.adders.add(turn);
  }

  /** Whether the order of an object's keys depends on timing. */
  isOrderless(cell: object): boolean {
    return this.#owners.get(cell)?.orderless === true;
  }
}

function touchWhole(owner: Owner, turn: Task, write: boolean, inParallel: boolean): boolean {
  const follows = (other: Task) => turn.follows(other);
  const writersDone = owner.whole.isOrderedFor(turn, write) && [...owner.elementWriters].every(follows);
  const ordered = writersDone && (!write || [...owner.elementReaders].every(follows));
  if (inParallel) owner.whole.record(turn, write);
  else if (ordered) {
    // Everything later comes after this touch, and so after those writers: they need not be checked again.
    owner.whole.writer = undefined;
    owner.elementWriters.clear();
    for (const element of owner.elements.values()) element.writer = undefined;
  }
  return ordered;
}

function touchElement(owner: Owner, key: string, turn: Task, write: boolean, inParallel: boolean): boolean {
  const element = owner.elements.get(key) ?? new Touches();
  const ordered = owner.whole.isOrderedFor(turn, write) && element.isOrderedFor(turn, write);
  if (inParallel) {
    element.record(turn, write);
    owner.elements.set(key, element);
    (write ? owner.elementWriters : owner.elementReaders).add(turn);
  }
  return ordered;
}
