/**
 * Whether this `Host` (with or without port) is this machine. Names that merely resolve to it do not count: DNS
 * rebinding uses them to let a web page reach a local server.
 */
export function isLoopback(host: string): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host);
}
