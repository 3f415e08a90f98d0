/** Objects as text. */
/** `{ a }` → `{ a, b }`, on one line or over several. Works on the last brace of the text. */
export function withMember(text: string, member: string, separator: "," | ";"): string {
  const end = text.lastIndexOf("}");
  const before = text.slice(0, end).trimEnd().replace(/[,;]$/, "");
  const isList = before.includes("\n");
  const joint = before.endsWith("{") ? "" : separator;
  const inserted = isList ? `${joint}\n  ${member}${separator}\n` : `${joint} ${member} `;
  return `${before}${inserted}${text.slice(end)}`;
}
