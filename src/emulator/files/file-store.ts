/**
 * The files of one emulator, in memory until it closes: generated files, named by their content, and uploads, named
 * before the content is known. Both are served under `<origin>/files/<key>`.
 */
import { sha256 } from "../fingerprint.ts";
import { isLoopback } from "../protocol/loopback.ts";
import { extensionOf } from "./content-types.ts";

export interface StoredFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** sha256 of the bytes, 64 hex digits. */
  readonly hash: string;
}

export class FileStore {
  /** `http://127.0.0.1:PORT`, set once the server listens. */
  origin = "";
  readonly #files = new Map<string, StoredFile>();
  readonly #parts = new Map<string, Map<number, Uint8Array>>();
  #uploads = 0;

  /** Keeps the bytes and returns their key: `"<32 hex digits>.png"`. The same bytes have the same key. */
  add(bytes: Uint8Array, contentType: string): string {
    const hash = sha256(bytes);
    const key = `${hash.slice(0, 32)}.${extensionOf(contentType)}`;
    this.#files.set(key, { bytes, contentType, hash });
    return key;
  }

  /** A key for a future upload; it differs between emulators, because the content is not known yet. */
  reserve(contentType: string): string {
    const hash = sha256(`upload ${this.#uploads++} ${this.origin}`);
    return `${hash.slice(0, 32)}.${extensionOf(contentType)}`;
  }

  upload(key: string, bytes: Uint8Array, contentType: string): void {
    this.#files.set(key, { bytes, contentType, hash: sha256(bytes) });
  }

  /** Parts may arrive in any order and more than once; numbers start at 1. */
  uploadPart(key: string, number: number, bytes: Uint8Array): void {
    const parts = this.#parts.get(key) ?? new Map<number, Uint8Array>();
    this.#parts.set(key, parts.set(number, bytes));
  }

  completeUpload(key: string, contentType: string): void {
    const parts = [...(this.#parts.get(key) ?? [])].sort(([a], [b]) => a - b);
    this.#parts.delete(key);
    this.upload(key, Buffer.concat(parts.map(([, bytes]) => bytes)), contentType);
  }

  find(key: string): StoredFile | undefined {
    return this.#files.get(key);
  }

  urlOf(key: string): string {
    return `${this.origin}/files/${key}`;
  }

  /**
   * The file behind one of the emulator's URLs. The port is ignored: an input may contain a URL from an earlier
   * emulator, and a key identifies its content.
   */
  findByUrl(url: string): StoredFile | undefined {
    if (url.length > 500 || !URL.canParse(url)) return undefined;
    const { protocol, host, pathname } = new URL(url);
    if (protocol !== "http:" || !isLoopback(host)) return undefined;
    return this.#files.get(pathname.replace(/^\/files\//, ""));
  }
}
