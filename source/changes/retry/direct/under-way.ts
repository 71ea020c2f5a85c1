/** What of a mail decides with which others Odoo sends it over one session. */
export interface SendingKey {
  readonly id: number;
  readonly forcedServerId: number | null;
  readonly aliasDomainId: number | null | undefined;
  readonly from: string | null;
}

/**
 * Which mails may have been under way when Odoo broke off, of a batch in the order in which it was given and those of it
 * that still wait. Odoo sends server by server and sender by sender, each in that order (_split_by_mail_configuration,
 * addons/mail/models/mail_mail.py), and notes each mail before it takes up the next: so it is one mail, the first still
 * waiting of the sender that was at work. Where nobody can tell which sender that was, the first of each that is left.
 */
export const findUnderWay = (batch: readonly SendingKey[], waiting: ReadonlySet<number>): readonly number[] => {
  const groups = [...Map.groupBy(batch, keyOf).values()];
  const left = groups.flatMap((group) => {
    const [first] = group.filter(({ id }) => waiting.has(id));
    return first === undefined ? [] : [{ first: first.id, isBegun: group.some(({ id }) => !waiting.has(id)) }];
  });
  const begun = left.find(({ isBegun }) => isBegun);
  if (begun !== undefined) return [begun.first];
  const hasBegun = waiting.size < batch.length;
  return left.slice(0, hasBegun ? left.length : 1).map(({ first }) => first);
};

const keyOf = ({ forcedServerId, aliasDomainId, from }: SendingKey): string =>
  JSON.stringify([forcedServerId, aliasDomainId ?? null, from]);
