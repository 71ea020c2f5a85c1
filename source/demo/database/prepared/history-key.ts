import { createHash } from 'node:crypto';
import { type OdooHistoryOptions, shownMails, writeHistory } from '../odoo-database.ts';

/** So many mails show every statement, and the rhythm and wording of all of them. */
const sampled = 300;
/** A key is of what is written, not of when. */
const anyMoment = new Date('2026-11-23T12:00:00Z');

/** A name for all that a history consists of: the statements that write one, and their values. Takes some milliseconds. */
export const nameHistory = async ({
  name,
  series,
  sentMails = shownMails,
}: Omit<OdooHistoryOptions, 'now'>): Promise<string> => {
  const hash = createHash('sha256').update(`${sentMails}`);
  await writeHistory(
    {
      query: async (text, values = []) => {
        hash.update(JSON.stringify([text, values]));
        return { rows: [] };
      },
    },
    { name, series, now: anyMoment, sentMails: sampled },
  );
  return hash.digest('hex').slice(0, 16);
};
