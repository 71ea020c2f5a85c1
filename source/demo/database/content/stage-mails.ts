import type { InsertTarget } from './insert-rows.ts';
import type { SeededMail } from './seeded-mails.ts';

/** Puts mails and their recipients into the temporary tables demo_mail and demo_recipient, from which SQL makes the rest. */
export async function stageMails(target: InsertTarget, mails: readonly SeededMail[]): Promise<void> {
  const kinds = number(mails.map(({ kind }) => kind));
  const outcomes = number(mails.map(({ outcome }) => outcome));
  await target.sql.query(
    `create temporary table demo_mail as
     with kind as (select * from jsonb_to_recordset($1) as kind (index int, model text, subject text, record text,
       body text, attachment text, company int, "isNotification" boolean)),
     outcome as (select index, state, failure->>'reason' as reason, failure->>'failureType' as failure_type,
         failure->'notification'->>'failureType' as type, failure->'notification'->>'failureReason' as text
       from jsonb_to_recordset($2) as outcome (index int, state text, failure jsonb)),
     last as (select (select coalesce(max(id), 0) from mail_message) as message, (select coalesce(max(id), 0) from mail_mail) as mail)
     select (last.message + mail.number)::int as message_id, (last.mail + mail.number)::int as mail_id, mail.number::int,
       timestamp 'epoch' + mail.at * interval '1 second' as at,
       mail.document, mail.author, recipient.email as to_address, outcome.state, outcome.reason, outcome.failure_type,
       outcome.type, outcome.text, kind.model, kind.company, kind.attachment, kind."isNotification" as is_notification, name.record,
       format(kind.subject, name.record) as subject, format(kind.body, name.record) as body
     from unnest($3::bigint[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[])
       with ordinality as mail (at, kind, outcome, document, author, recipient, number)
     join kind on kind.index = mail.kind
     join outcome on outcome.index = mail.outcome
     join res_partner as recipient on recipient.id = mail.recipient
     cross join last
     cross join lateral (select format(kind.record, lpad(mail.document::text, 5, '0')) as record) as name`,
    [
      JSON.stringify(kinds.distinct),
      JSON.stringify(outcomes.distinct),
      formatArray(mails.map(({ at }) => at.getTime() / 1000)),
      formatArray(kinds.numbers),
      formatArray(outcomes.numbers),
      formatArray(mails.map(({ document }) => document)),
      formatArray(mails.map(({ author }) => author.id)),
      formatArray(mails.map(({ to: [first] }) => first.id)),
    ],
  );
  await stageRecipients(target, mails);
}

async function stageRecipients({ sql }: InsertTarget, mails: readonly SeededMail[]): Promise<void> {
  const pairs = mails.flatMap(({ to, inCopy = [] }, index) =>
    to.map(({ id }) => [index + 1, id, inCopy.some((partner) => partner.id === id) ? 1 : 0] as const),
  );
  await sql.query(
    `create temporary table demo_recipient as
     select message_id, mail_id, number, at, author, state, type, text, recipient.partner,
       recipient.copy = 1 as in_copy
     from unnest($1::int[], $2::int[], $3::int[]) as recipient (number, partner, copy)
     join demo_mail using (number)
     where is_notification`,
    [
      formatArray(pairs.map(([index]) => index)),
      formatArray(pairs.map(([, partner]) => partner)),
      formatArray(pairs.map(([, , copy]) => copy)),
    ],
  );
}

interface Numbered {
  /** Each different item once, with its number as `index`. */
  readonly distinct: readonly (object & { readonly index: number })[];
  /** For each item the number of its equal. */
  readonly numbers: readonly number[];
}

function number(items: readonly object[]): Numbered {
  const known = new Map<object, number>();
  const numbers = items.map((item) => {
    const index = known.get(item) ?? known.size;
    known.set(item, index);
    return index;
  });
  return { distinct: [...known].map(([item, index]) => ({ ...item, index })), numbers };
}

/** An array as PostgreSQL writes it. The driver could do it, too, but looks at each element for quotes first. */
function formatArray(numbers: readonly number[]): string {
  return `{${numbers.join(',')}}`;
}
