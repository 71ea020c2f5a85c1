import { finding } from '../../domain/finding.ts';
import { menuPath } from '../../domain/menu-path.ts';
import { countOf } from '../../domain/wording/count.ts';
import type { Check } from '../cause.ts';
import { readRecipientFacts } from '../measure/recipients.ts';

/** Failures whose text Odoo wrote before it spoke to the server: with somebody to go to, the line was cut in between. */
export const interruptedCheck: Check = {
  id: 'stuck.interrupted',
  title: 'No mail broke off in the middle',
  async run(context) {
    const { unclear, unreachable, evidence } = await readRecipientFacts(context);
    const cut = unclear.filter((id) => !unreachable.has(id)).length;
    const common = { check: 'stuck.interrupted', owner: 'host' } as const;
    if (cut === 0) {
      return [finding({ ...common, status: 'ok', summary: 'No failed mail was cut off while it was being sent.' })];
    }
    return [
      finding({
        ...common,
        status: 'warn',
        summary: `${countOf(cut, 'mail was', 'mails were')} cut off while being sent, and may have been delivered all the same.`,
        detail: `The mail server closed the connection, or the worker was ended. Odoo stores this as "Error without exception. Probably due to sending an email without computed recipients", although the recipients are there, and never tries again. Before one is sent again, ask or look whether it arrived. Menu: ${menuPath(context.odoo.version.series, 'email-queue')}.`,
        explains: cut,
        evidence,
      }),
    ];
  },
};
