import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { countOf } from '../../domain/wording/count.ts';
import { formatClock } from '../../domain/wording/duration.ts';
import { type FeederStanding, readFeeders } from '../feeders/measure-feeders.ts';

/** What people give a date to, by the action that sends it then. */
const dated: Readonly<Record<string, string>> = {
  'mail.ir_cron_send_scheduled_message': 'notifications',
  'mail.ir_cron_post_scheduled_message': 'posts',
  'mass_mailing.ir_cron_mass_mailing_queue': 'mailings',
};

/** Messages of which no mail exists yet: whoever looks for the mail finds nothing in the queue. */
export const messagesCheck: Check = {
  id: 'scheduled.messages',
  title: 'Messages that are to be sent later',
  owner: 'odoo',
  async run(context) {
    const { standings } = await readFeeders(context);
    const told = standings.flatMap((standing) => {
      const subject = dated[standing.action];
      return subject === undefined ? [] : [describe(context, subject, standing)];
    });
    if (told.length > 0) return told;
    const summary = 'No message waits to become a mail later.';
    return [finding({ status: 'ok', summary })];
  },
};

const inOrder: readonly FeederStanding['state']['kind'][] = ['ahead', 'running', 'in-time'];

const describe = ({ now }: CheckContext, subject: string, { waits, state, evidence }: FeederStanding): CheckFinding => {
  const common = { subject, evidence } as const;
  const what = waits.map(({ feeder, backlog }) => countOf(backlog.waiting, feeder.one, feeder.many)).join(' and ');
  const named = what.replace(/,$/, '');
  if (!inOrder.includes(state.kind)) {
    const summary = `${named}: no mail is made of what is due, because its scheduled action does not run as it should.`;
    return finding({ ...common, status: 'warn', summary, consequenceOf: 'feeders' });
  }
  const next = waits.flatMap(({ backlog }) => (backlog.next === null ? [] : [backlog.next.getTime()]));
  const first = next.length === 0 ? '' : `, the first at ${formatClock(new Date(Math.min(...next)), now())}`;
  const summary = `${named}${first}: there is no mail of ${what.startsWith('1 ') ? 'it' : 'them'} yet.`;
  return finding({ ...common, status: 'ok', summary });
};
