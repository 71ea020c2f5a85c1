import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ShellAccount } from '../../../source/services/host/shell-account.ts';

/** An account that is not root: our own, or `nobody` when root runs the tests. */
export const plainAccount = (): ShellAccount => {
  const { uid, gid, username, homedir } = userInfo();
  return uid === 0
    ? { uid: 65_534, gid: 65_534, user: 'nobody', home: '/nonexistent' }
    : { uid, gid, user: username, home: homedir };
};

export const ownUid = userInfo().uid;

export interface StandIn {
  readonly program: string;
  /** What it was started with, the last time. */
  seen(what: 'args' | 'env' | 'id' | 'groups' | 'stdin' | 'pid'): Promise<string>;
}

/** A program in odoo-bin's place: it notes how it was started, reads its standard input to the end, and then acts. */
export const plantShell = async (acts: string): Promise<StandIn> => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o755);
  const notes = join(folder, 'notes');
  await mkdir(notes);
  if (ownUid === 0) await chown(notes, plainAccount().uid, plainAccount().gid);
  const program = join(folder, 'odoo-bin');
  const lines = [
    '#!/bin/sh',
    `printf '%s\\n' "$@" > ${notes}/args`,
    `env > ${notes}/env; id -u > ${notes}/id; id -G > ${notes}/groups; echo $$ > ${notes}/pid`,
    `cat > ${notes}/stdin`,
    acts,
  ];
  await writeFile(program, lines.join('\n'), { mode: 0o755 });
  return { program, seen: async (what) => (await readFile(join(notes, what), 'utf8')).trimEnd() };
};
