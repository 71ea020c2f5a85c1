import type { Check } from '../../checks/cause.ts';
import { areOvertaken } from '../../checks/measure/successes.ts';
import { readRecipientFacts } from '../../checks/measure/tried-recipients.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { meaningOf } from '../../domain/replies/classes/index.ts';
import { countOf } from '../../domain/wording/count.ts';

/** Failures whose text Odoo wrote before it spoke to the server: with somebody to go to, the line was cut in between. */
export const interruptedCheck: Check = {
  id: 'stuck.interrupted',
  title: 'No mail broke off in the middle',
  owner: 'host',
  async run(context) {
    const { unclear, unreachable, evidence } = await readRecipientFacts(context);
    const { failures } = await context.readQueue();
    const broken = listBroken(unclear, unreachable);
    return judgeInterrupted({
      cut: broken.length,
      unnoted: failures.find((group) => group.class === 'odoo.not_recorded')?.count ?? 0,
      isOvertaken: broken.length > 0 && (await areOvertaken(context, broken)),
      evidence,
      series: context.odoo.version.series,
    });
  },
};

/** A mail that led to nobody was not cut off: Odoo wrote that text and stopped. */
export const listBroken = (unclear: readonly number[], unreachable: ReadonlySet<number>): readonly number[] =>
  unclear.filter((id) => !unreachable.has(id));

export interface InterruptedFacts {
  /** Mails whose line was cut while they were handed over. */
  readonly cut: number;
  /** Mails after whose hand-over Odoo was not allowed to write down that they are sent. */
  readonly unnoted: number;
  /** Whether mail has gone out since the first were cut off. */
  readonly isOvertaken: boolean;
  readonly evidence: readonly Evidence[];
  readonly series: OdooSeries;
}

export const judgeInterrupted = ({
  cut,
  unnoted,
  isOvertaken,
  evidence,
  series,
}: InterruptedFacts): readonly CheckFinding[] => {
  const found = unnoted === 0 ? [] : [describeUnnoted(unnoted)];
  if (cut === 0) {
    return found.length > 0
      ? found
      : [finding({ status: 'ok', summary: 'No failed mail was cut off while it was being sent.' })];
  }
  return [
    ...found,
    finding({
      status: 'warn',
      summary: `${countOf(cut, 'mail was', 'mails were')} cut off while being sent, and may have been delivered all the same.`,
      detail: `The mail server closed the connection, or the worker was ended. Odoo stores this as "Error without exception. Probably due to sending an email without computed recipients", although the recipients are there, and never tries again. Before one is sent again, ask or look whether it arrived. Menu: ${menuPath(series, 'email-queue')}.`,
      explains: cut,
      leftover: isOvertaken,
      evidence,
    }),
  ];
};

const describeUnnoted = (count: number): CheckFinding =>
  finding({
    subject: 'not-recorded',
    owner: 'odoo',
    status: 'warn',
    summary: `${countOf(count, 'mail')} failed where Odoo could not read or write the message, and may have been delivered all the same.`,
    detail: meaningOf('odoo.not_recorded').advice,
    explains: count,
  });
