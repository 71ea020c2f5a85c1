const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there',
  EACCES: 'the account that runs odoo-mail-doctor may not',
  EPERM: 'the account that runs odoo-mail-doctor may not',
  EROFS: 'the file system is mounted read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: "the account's share of the disk is used up",
  EPIPE: 'the program that was to read it has ended',
  EIO: 'the disk or the terminal failed',
  EISDIR: 'it is a folder',
  ELOOP: 'a symbolic link is in its place',
  ENXIO: 'it is a socket or a device that does not answer',
  ENOTDIR: 'a part of the path is no folder',
};

/** Why the system refused a file, in words that end "… cannot be written: …"; undefined when it is no error of a file. */
export const describeFileTrouble = (error: unknown): string | undefined => {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const code = String(error.code);
  return reasons[code] ?? code;
};
