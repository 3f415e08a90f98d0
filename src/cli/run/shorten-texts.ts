/** For `JSON.stringify`: a data URL can be megabytes long. */
export function shortenTexts(_key: string, value: unknown): unknown {
  return typeof value === "string" && value.length > 500
    ? `${value.slice(0, 500)}… (${value.length} characters)`
    : value;
}
