import { type InsertTarget, insertRows, type Row, translate } from './insert-rows.ts';
import { before, toUtc } from './moments.ts';
import { acmeDomain, companies, type DemoCompany, type DemoPartner, partners, type User, users } from './people.ts';

/** Company group, users, customers. */
export async function insertPeople(target: InsertTarget, now: Date): Promise<void> {
  const stamp = stampRow(now);
  await insertRows(
    target,
    'res_partner',
    partners.map((partner) => ({ ...describePartner(partner), ...stamp })),
  );
  await insertRows(
    target,
    'res_company',
    companies.map((company) => ({ ...describeCompany(target, company), ...stamp })),
  );
  await insertRows(
    target,
    'res_users',
    users.map((user) => ({ ...describeUser(user), ...stamp })),
  );
}

/** Made by the administrator two years ago. */
export function stampRow(now: Date): Row {
  const made = toUtc(before(now, { hours: 2 * 365 * 24 }));
  return { create_uid: 2, write_uid: 2, create_date: made, write_date: made };
}

function describePartner(partner: DemoPartner): Row {
  const parent = partners.find(({ id }) => id === partner.parentId);
  const fullName = parent === undefined ? partner.name : `${parent.name}, ${partner.name}`;
  return {
    id: partner.id,
    name: partner.name,
    display_name: fullName,
    complete_name: fullName,
    active: partner.archived !== true,
    is_company: partner.isCompany,
    partner_share: partner.id >= 21,
    parent_id: partner.parentId ?? null,
    commercial_partner_id: partner.parentId ?? partner.id,
    type: 'contact',
    lang: 'en_US',
    tz: 'Europe/Brussels',
    city: partner.city ?? null,
    zip: partner.zip ?? null,
    email: partner.email,
    email_normalized: partner.email,
    message_bounce: 0,
  };
}

function describeCompany({ series }: InsertTarget, company: DemoCompany): Row {
  return {
    id: company.id,
    name: company.name,
    partner_id: company.partnerId,
    currency_id: 1,
    parent_path: `${company.id}/`,
    alias_domain_id: 1,
    alias_domain_name: acmeDomain,
    sequence: company.id,
    active: true,
    email: company.email,
    phone: `+32 3 555 01 0${company.id}`,
    layout_background: 'Blank',
    report_footer: translate(series, `<p>${company.name}</p>`),
  };
}

function describeUser(user: User): Row {
  return {
    id: user.id,
    login: user.login,
    active: user.archived !== true,
    company_id: user.companyId,
    partner_id: user.partnerId,
    share: user.share === true,
    notification_type: user.id === 1 ? 'inbox' : 'email',
  };
}
