/** Bytes, as `npm pack` would make it. */
export declare function measurePackage(): {
  readonly packed: number;
  readonly unpacked: number;
};
