/** A file that reports each chunk read for sending: the only way to tell a slow upload from one that hangs. */
export class CountedBody extends Blob {
  readonly #onChunk: () => void;

  constructor(body: Blob, onChunk: () => void) {
    // The content is not copied: a Blob that wraps another Blob refers to it.
    super([body], { type: body.type });
    this.#onChunk = onChunk;
  }

  override stream(): ReturnType<Blob["stream"]> {
    const count = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform: (chunk, controller) => {
        this.#onChunk();
        controller.enqueue(chunk);
      },
    });
    return super.stream().pipeThrough(count);
  }
}
