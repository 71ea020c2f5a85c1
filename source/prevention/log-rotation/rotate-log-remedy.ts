import { access, constants, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Remedy } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { UserError } from '../../domain/errors.ts';
import { composePlan } from '../../remedies/compose-plan.ts';
import { readAccounts } from '../../services/host/accounts.ts';
import { readGroups } from '../../services/host/groups.ts';
import type { FileRoom } from '../../services/host/log-size.ts';
import { composeEntry } from './compose-entry.ts';
import { measureLogRotation } from './measure-log-rotation.ts';

/** An entry of logrotate's for Odoo's log. */
export const rotateLog: Remedy = {
  id: 'prevention.rotate-log',
  title: "Let logrotate rotate Odoo's log",
  risk: 'safe',
  inputs: async () => [],
  async plan(context, request) {
    const { facts, etc } = await requireUnrotated(context);
    const { path, room } = facts;
    const folder = join(etc, 'logrotate.d');
    const file = await freeName(folder);
    const content = composeEntry(path, await nameOwners(etc, room));
    const mayWrite = await access(folder, constants.W_OK).then(
      () => true,
      () => false,
    );
    const words = `${folder} may be written by root alone. Run the same as root (sudo), or put this into ${file}:`;
    return composePlan(rotateLog, request, {
      outside: mayWrite ? [{ kind: 'create-file', path: file, mode: '644', content }] : [],
      byHand: mayWrite ? [] : [{ owner: 'host', words, copy: content.trimEnd() }],
      warnings: [
        'logrotate takes it up with its next run, usually once a day; what is in the log now then becomes the first old file.',
      ],
      affects: { count: 1, noun: 'file' },
    });
  },
};

const requireUnrotated = async (context: CheckContext) => {
  const measured = await measureLogRotation(context);
  if (context.host.kind === 'elsewhere' || measured.kind !== 'file') {
    const why = measured.kind === 'unknown' ? measured.reason : 'Odoo does not log to a file of this machine.';
    throw new UserError(`There is no log file to rotate here. ${why}`);
  }
  const { facts } = measured;
  const { rotation, room, path } = facts;
  if (rotation.kind === 'covered') {
    throw new UserError(`${rotation.path}, line ${rotation.entry.line}, rotates ${path} already.`);
  }
  if (rotation.kind === 'unread')
    throw new UserError(`${rotation.path} cannot be read: ${rotation.why}.`, 'Run this as root.');
  if (room.kind === 'unread') throw new UserError(`${path} cannot be looked at: ${room.why}.`, 'Run this as root.');
  return { facts: { path, room }, etc: context.host.roots.etc };
};

/** `odoo`, unless somebody has a file of that name for something else. */
const freeName = async (folder: string): Promise<string> => {
  for (const name of ['odoo', 'odoo-log', 'odoo-mail-doctor']) {
    const path = join(folder, name);
    const isThere = await stat(path).then(
      () => true,
      () => false,
    );
    if (!isThere) return path;
  }
  throw new UserError(`${folder} has files of all names that this would take.`, 'Add the log to one of them by hand.');
};

/** Who may move files in the log's folder, by name; undefined where that is root, or has no name here. */
const nameOwners = async (etc: string, { folder }: Extract<FileRoom, { readonly kind: 'measured' }>) => {
  if (folder.uid === 0 && (folder.mode & 0o022) === 0) return undefined;
  const [accounts, groups] = await Promise.all([readAccounts(etc), readGroups(etc)]);
  const user = accounts.get(folder.uid)?.name;
  const group = groups.get(folder.gid);
  if (user === undefined || group === undefined) {
    throw new UserError(
      `The log's folder belongs to the account ${folder.uid} and the group ${folder.gid}, which have no name here.`,
      'logrotate wants names: write its entry by hand.',
    );
  }
  return { user, group };
};
