import { type Finding, finding } from '../domain/finding/finding.ts';
import { countOf, formatCount } from '../domain/wording/count.ts';
import type { PrecautionCheck } from './precaution.ts';

/** So many rows are read in some tenths of a second; each run of the queue, and each look at it, reads all of them. */
export const manyMails = 500_000;

/** Whether mails that were sent pile up. */
export const judgeKeptMails = (sent: number): Pick<Finding, 'status' | 'summary'> & { readonly detail?: string } =>
  sent < manyMails
    ? { status: 'ok', summary: `${countOf(sent, 'sent mail is', 'sent mails are')} kept, which is little.` }
    : {
        status: 'warn',
        summary: `${formatCount(sent)} sent mails are kept in the queue's table, which each run of the queue reads from end to end.`,
        detail:
          'mail_mail.state has no index. Odoo deletes a notification once it was sent; what is kept comes from templates without Auto Delete, and from mailings. Switch Auto Delete on in those templates.',
      };

/** How much of what was sent lies in the queue's table. */
export const keptMailsCheck: PrecautionCheck = {
  id: 'prevention.kept-mails',
  title: 'Sent mails delete themselves',
  owner: 'odoo',
  run: async (context) => {
    const { counts } = await context.readQueue();
    return [finding({ ...judgeKeptMails(counts.sent) })];
  },
};
