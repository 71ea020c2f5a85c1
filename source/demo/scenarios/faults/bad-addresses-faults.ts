import { customers, customersWithMail, type DemoPartner } from '../../database/content/people.ts';
import type { ScenarioContext } from '../../scenario.ts';

/** Partners whose address stopped being right: the mail server knows nobody of the first, the others have none. */
export const unknownPeople: readonly DemoPartner[] = customersWithMail.slice(0, 3).map((partner) => ({
  ...partner,
  email: `nobody.${partner.email}`,
}));

export const withoutAddress: readonly DemoPartner[] = customersWithMail
  .slice(3, 5)
  .map((partner) => ({ ...partner, email: null }));

const unreadable = ['n/a', 'reception(at)globex', 'anna.adler@'] as const;

export const withUnreadableAddress: readonly DemoPartner[] = unreadable.flatMap((email, index) =>
  customersWithMail.slice(5 + index, 6 + index).map((partner) => ({ ...partner, email })),
);

/** People who asked for no more mail: in every version's blacklist. */
export const blacklisted: readonly DemoPartner[] = customers.slice(-6);

/** Writes those addresses into the partners' records. Odoo keeps no reading of an address it cannot read. */
export async function spoilAddresses({ sql }: ScenarioContext): Promise<void> {
  const spoilt = [
    ...unknownPeople.map(({ id, email }) => ({ id, email, normalized: email })),
    ...[...withoutAddress, ...withUnreadableAddress].map(({ id, email }) => ({ id, email, normalized: null })),
  ];
  await sql.query(
    `update res_partner as partner set email = spoilt.email, email_normalized = spoilt.normalized
     from jsonb_to_recordset($1) as spoilt (id int, email text, normalized text) where spoilt.id = partner.id`,
    [JSON.stringify(spoilt)],
  );
}
