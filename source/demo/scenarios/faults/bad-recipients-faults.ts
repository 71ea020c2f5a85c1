import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import type { DemoPartner } from '../../database/content/people.ts';
import { recipientRefused, unaddressed } from '../../database/content/seeded-failures.ts';
import type { SeededMail } from '../../database/content/seeded-mails.ts';
import type { ScenarioContext } from '../../scenario.ts';
import { blacklisted, unknownPeople, withoutAddress, withUnreadableAddress } from './bad-addresses-faults.ts';
import { addressPlainly, addressTo, type Period, writeMails } from './mails-faults.ts';

/** Four mails to each of the people whom the server does not know: it said so every time. */
export function failToUnknownPeople(series: OdooSeries, period: Period): SeededMail[] {
  return unknownPeople.flatMap((partner, index) => {
    const text = `5.1.1 <${partner.email}>: Recipient address rejected: User unknown in virtual mailbox table`;
    const failure = recipientRefused(series, partner.email ?? '', 550, text);
    return writeMails(4, shorten(period, index), { state: 'exception', failure }).map((mail) =>
      addressTo(partner, mail),
    );
  });
}

/** Two notifications and one mail of its own for each partner with no address or an unreadable one. */
export function failToBadAddresses(series: OdooSeries, period: Period): SeededMail[] {
  const told = { state: 'exception', failure: unaddressed(series, 'partner') } as const;
  const plain = { state: 'exception', failure: unaddressed(series, 'plain') } as const;
  return [...withoutAddress, ...withUnreadableAddress].flatMap((partner, index) => [
    ...writeMails(2, shorten(period, index), told).map((mail) => addressTo(partner, mail)),
    ...writeMails(1, shorten(period, index), plain).map((mail) => addressPlainly(partner, mail)),
  ]);
}

/** What the next run will not deliver, among mails that are well: one for each kind of bad address and two blacklisted. */
export function waitForBadAddresses(period: Period): SeededMail[] {
  const waiting = writeMails(11, period, { state: 'outgoing' });
  const notified: readonly DemoPartner[] = [...withoutAddress, ...withUnreadableAddress, ...blacklisted.slice(0, 2)];
  const plainly: readonly DemoPartner[] = withoutAddress.slice(0, 1);
  return waiting.map((mail, index) => {
    const partner = notified[index];
    const plain = plainly[index - notified.length];
    if (partner !== undefined) {
      return addressTo(partner, mail);
    }
    return plain === undefined ? mail : addressPlainly(plain, mail);
  });
}

/**
 * A mail that nobody could get deletes itself like one that was sent, if it was to: only the notification is left of it.
 * Of each partner's two one had been kept on purpose.
 */
export async function dropUnaddressedMails({ sql, series }: ScenarioContext): Promise<void> {
  const { reason } = unaddressed(series, 'partner');
  await sql.query(
    `with told as (
       select mail.id, row_number() over (partition by recipient.res_partner_id order by mail.id) as number
       from mail_mail as mail join mail_mail_res_partner_rel as recipient on recipient.mail_mail_id = mail.id
       where mail.state = 'exception' and mail.failure_reason = $1)
     delete from mail_mail where id in (select id from told where number = 1)`,
    [reason],
  );
  await sql.query(`update mail_mail set auto_delete = false where state = 'exception' and failure_reason = $1`, [
    reason,
  ]);
}

/** The same period, begun some minutes later: for each partner other moments. */
function shorten({ from, to }: Period, index: number): Period {
  return { from: new Date(from.getTime() + index * 600_000), to };
}
