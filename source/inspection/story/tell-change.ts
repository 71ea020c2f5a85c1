import { classify } from '../../domain/replies/classify-reply.ts';
import { formatDuration } from '../../domain/wording/duration.ts';
import type { Actor } from '../history/history.ts';
import { readSuspect } from '../history/read-suspect.ts';
import type { TellPart } from './story-world.ts';

const nameActor = (by: Actor | null): string => {
  switch (by?.kind) {
    case 'user':
      return ` by ${by.name ?? `user ${by.id}`}`;
    case 'program':
      return ' by odoo-mail-doctor';
    default:
      return '';
  }
};

/** What was changed before a mail failed, where that can have to do with its failure. */
export const tellChange: TellPart = async ({ checks, readOwnChanges }, { mail, found }) => {
  if (mail?.state !== 'exception' || mail.changedAt === null || readOwnChanges === undefined) return undefined;
  const { cause } = classify(found.failureReason ?? '');
  if (cause === null) return undefined;
  const change = await readSuspect({ checks, readOwnChanges }, { at: mail.changedAt, cause });
  if (change === null) return undefined;
  const before = formatDuration(mail.changedAt.getTime() - change.at.getTime());
  return {
    id: 'change',
    title: 'What changed before it failed',
    status: 'skipped',
    lines: [`${change.words}${nameActor(change.by)}, ${before} before. odoo-mail-doctor history tells more.`],
    evidence: [],
  };
};
