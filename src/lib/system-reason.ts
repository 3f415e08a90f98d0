/** The operating system's reason for an error in words: `permission denied`. `undefined` for any other error. */
export function systemReason(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, syscall } = error as { readonly code?: unknown; readonly syscall?: unknown };
  if (typeof code !== "string" || typeof syscall !== "string") return undefined;
  return reasonOf(code);
}

/** `ENOSPC` → `the disk is full` */
export function reasonOf(code: string): string | undefined {
  return reasons.get(code);
}

const reasons: ReadonlyMap<string, string> = new Map([
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["EROFS", "the file system is read-only"],
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the disk quota is used up"],
  ["EFBIG", "the file is too large for the file system"],
  ["ENOTDIR", "part of the path is a file, not a folder"],
  ["EEXIST", "a file of that name already exists"],
  ["EISDIR", "it is a folder, not a file"],
  // Node's own, of `rm`.
  ["ERR_FS_EISDIR", "it is a folder, not a file"],
  ["ENOENT", "there is no such file"],
  ["ENOTEMPTY", "the folder is not empty"],
  ["ELOOP", "its links form a loop"],
  ["ENAMETOOLONG", "the name is too long"],
  ["EMFILE", "too many files are open"],
  ["ENFILE", "too many files are open"],
  ["EBUSY", "another program is using it"],
  ["ETXTBSY", "another program is using it"],
  ["EIO", "the device does not answer"],
  ["EAGAIN", "the system has no resources left"],
  ["ENOMEM", "the system has no memory left"],
]);
