import { UserError } from '../../../domain/errors.ts';
import { countOf } from '../../../domain/wording/count.ts';
import type { Remedy } from '../../cause.ts';
import { composePlan } from '../../plans/compose-plan.ts';
import { planRow } from '../../plans/row-change.ts';
import { requireTightFit } from './require-fit.ts';

const megabyte = 1024 * 1024;
/** Odoo's estimate leaves out line ends and the text part, which the server counts. */
const margin = 0.9;

/** 18+: below the server's limit Odoo sends links to the attachments instead. */
export const useLinks: Remedy = {
  id: 'size.links',
  title: 'Let Odoo send links to attachments that are too large',
  risk: 'careful',
  inputs: async () => [],
  async plan(context, request) {
    const { session, limit, tooLarge } = await requireTightFit(context, request.subject);
    const { server } = session.relay;
    if (context.odoo.version.series < 18 || server === null) {
      throw new UserError('Odoo sends links in place of attachments from 18 on, and only for servers of its own list.');
    }
    const megabytes = Math.floor((limit / megabyte) * margin * 100) / 100;
    const { step, evidence } = await planRow(context, {
      table: 'ir_mail_server',
      id: server.id,
      after: { max_email_size: String(megabytes) },
    });
    return composePlan(useLinks, request, {
      transactions: [[step]],
      warnings: [
        `${countOf(tooLarge.length, 'mail goes', 'mails go')} out with a link in place of the attachment; whoever gets it must be able to open web.base.url.`,
        'A mail that failed does not go out by itself: retry it then.',
      ],
      affects: { count: 1, noun: 'outgoing mail server' },
      evidence,
    });
  },
};
