import { runCommand } from './run-command.ts';

const timeoutMs = 5_000;

/** Why a file was not given what another has, in words without an end. */
export class AccessLost extends Error {
  override readonly name = 'AccessLost';
}

/**
 * Gives a file mode, owner, access control list and extended attributes of another, as GNU cp does it: Node can neither
 * read nor write the latter two. Not its times: that odoo.conf is younger than Odoo must be seen.
 * @throws AccessLost when an access list would be lost.
 */
export const copyAccess = async (from: string, to: string): Promise<void> => {
  const args = ['--attributes-only', '--preserve=mode,ownership,xattr', '--', from, to];
  const copied = await runCommand('cp', args, { timeoutMs });
  const isPlainCp = copied.kind === 'missing' || (copied.kind === 'ended' && isOfBusyBox(copied.errors));
  const isDone = copied.kind === 'ended' && copied.status === 0;
  if (!isDone && !isPlainCp) throw new AccessLost(loses);
  if (hasAccessList(await list(from)) && !hasAccessList(await list(to))) throw new AccessLost(loses);
};

const loses = 'its access control list or extended attributes (getfacl, getfattr) could not be kept';

/** A cp without that option; it changed nothing. */
const isOfBusyBox = (errors: string): boolean => /unrecognized option|BusyBox/i.test(errors);

const list = async (path: string): Promise<string> => {
  const listed = await runCommand('ls', ['-ld', '--', path], { timeoutMs });
  return listed.kind === 'ended' ? listed.output : '';
};

/** Whether a line of `ls -l` says that more than the mode decides: a `+` after its ten characters (POSIX.1-2017, ls). */
export const hasAccessList = (line: string): boolean => /^\S{10}\+/.test(line);
