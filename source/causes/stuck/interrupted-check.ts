import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { areOvertaken } from '../../checks/measure/successes.ts';
import { readRecipientFacts } from '../../checks/measure/tried-recipients.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import { meaningOf } from '../../domain/replies/classes/index.ts';
import { countOf } from '../../domain/wording/count.ts';

/** Failures whose text Odoo wrote before it spoke to the server: with somebody to go to, the line was cut in between. */
export const interruptedCheck: Check = {
  id: 'stuck.interrupted',
  title: 'No mail broke off in the middle',
  owner: 'host',
  async run(context) {
    const { unclear, unreachable, evidence } = await readRecipientFacts(context);
    const broken = unclear.filter((id) => !unreachable.has(id));
    const cut = broken.length;
    const unnoted = await readUnnoted(context);
    if (cut === 0 && unnoted.length > 0) return unnoted;
    if (cut === 0) {
      return [finding({ status: 'ok', summary: 'No failed mail was cut off while it was being sent.' })];
    }
    return [
      ...unnoted,
      finding({
        status: 'warn',
        summary: `${countOf(cut, 'mail was', 'mails were')} cut off while being sent, and may have been delivered all the same.`,
        detail: `The mail server closed the connection, or the worker was ended. Odoo stores this as "Error without exception. Probably due to sending an email without computed recipients", although the recipients are there, and never tries again. Before one is sent again, ask or look whether it arrived. Menu: ${menuPath(context.odoo.version.series, 'email-queue')}.`,
        explains: cut,
        leftover: await areOvertaken(context, broken),
        evidence,
      }),
    ];
  },
};

/** Mails after whose hand-over Odoo was not allowed to write down that they are sent. */
const readUnnoted = async (context: CheckContext): Promise<readonly CheckFinding[]> => {
  const { failures } = await context.readQueue();
  const count = failures.find((group) => group.class === 'odoo.not_recorded')?.count ?? 0;
  if (count === 0) return [];
  return [
    finding({
      subject: 'not-recorded',
      owner: 'odoo',
      status: 'warn',
      summary: `${countOf(count, 'mail')} failed where Odoo could not read or write the message, and may have been delivered all the same.`,
      detail: meaningOf('odoo.not_recorded').advice,
      explains: count,
    }),
  ];
};
