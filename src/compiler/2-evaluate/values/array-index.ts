/** `0` and `"0"` are the same index; `"01"`, `-1` and `1.5` are not indices. */
export function arrayIndex(key: string | number): number | undefined {
  const index = Number(key);
  return Number.isInteger(index) && index >= 0 && index < 2 ** 32 - 1 && String(index) === String(key)
    ? index
    : undefined;
}
