/** A file that says when a piece of it is taken to be sent: only so can an upload that goes on be told from one that hangs. */
export class CountedBody extends Blob {
  readonly #taken: () => void;

  constructor(body: Blob, taken: () => void) {
    // The content stays where it is: a part that refers to another Blob is not copied.
    super([body], { type: body.type });
    this.#taken = taken;
  }

  override stream(): ReturnType<Blob["stream"]> {
    const count = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform: (chunk, controller) => {
        this.#taken();
        controller.enqueue(chunk);
      },
    });
    return super.stream().pipeThrough(count);
  }
}
