import { cities, companyNames, companyTrades, firstNames, lastNames } from './names.ts';
import { createRandom } from './random.ts';

/** The mail domain of all companies of the group. */
export const acmeDomain = 'acme.example';

export interface DemoPartner {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly isCompany: boolean;
  readonly parentId?: number;
  readonly archived?: true;
  readonly city?: string;
  readonly zip?: string;
}

export interface DemoCompany {
  readonly id: number;
  readonly name: string;
  readonly partnerId: number;
  readonly email: string;
}

export interface User {
  readonly id: number;
  readonly login: string;
  readonly partnerId: number;
  readonly companyId: number;
  readonly archived?: true;
  readonly share?: true;
}

export const companies: readonly [DemoCompany, ...DemoCompany[]] = [
  { id: 1, name: 'Acme Trading', partnerId: 1, email: `info@${acmeDomain}` },
  { id: 2, name: 'Acme Logistics', partnerId: 7, email: `logistics@${acmeDomain}` },
  { id: 3, name: 'Acme Service', partnerId: 8, email: `service@${acmeDomain}` },
];

const firstEmployee = { partner: 9, user: 6 };
const employeeCount = 12;
const firstCustomer = firstEmployee.partner + employeeCount;
const customerCount = 120;

/** The partners that Odoo itself makes, under the ids it gives them. */
const builtIn: readonly DemoPartner[] = [
  { id: 2, name: 'OdooBot', email: `odoobot@${acmeDomain}`, isCompany: false, archived: true },
  { id: 3, name: 'Mitchell Admin', email: `admin@${acmeDomain}`, isCompany: false, parentId: 1 },
  { id: 4, name: 'Public user', email: null, isCompany: false, archived: true },
  { id: 5, name: 'Default User Template', email: null, isCompany: false, archived: true },
  { id: 6, name: 'Portal User Template', email: null, isCompany: false, archived: true },
];

const builtInUsers: readonly User[] = [
  { id: 1, login: '__system__', partnerId: 2, companyId: 1, archived: true },
  { id: 2, login: 'admin', partnerId: 3, companyId: 1 },
  { id: 3, login: 'default', partnerId: 5, companyId: 1, archived: true },
  { id: 4, login: 'public', partnerId: 4, companyId: 1, archived: true, share: true },
  { id: 5, login: 'portaltemplate', partnerId: 6, companyId: 1, archived: true, share: true },
];

/** The people who write the mails. */
export const employees: readonly DemoPartner[] = Array.from({ length: employeeCount }, (_, index) => {
  const [first, last] = nameOf(index, 7);
  return {
    id: firstEmployee.partner + index,
    name: `${first} ${last}`,
    email: `${asAddress(first)}.${asAddress(last)}@${acmeDomain}`,
    isCompany: false,
    parentId: companies[index % companies.length]?.partnerId ?? 1,
  };
});

/** Companies that buy, each followed by the people there: about 300 partners. */
export const customers: readonly DemoPartner[] = makeCustomers();

/** Every partner who may receive a mail. */
export const customersWithMail = customers.filter((partner) => !partner.isCompany);

export const partners: readonly DemoPartner[] = [
  ...companies.map(({ partnerId, name, email }) => ({ id: partnerId, name, email, isCompany: true })),
  ...builtIn,
  ...employees,
  ...customers,
];

export const users: readonly User[] = [
  ...builtInUsers,
  ...employees.map((employee, index) => ({
    id: firstEmployee.user + index,
    login: employee.email ?? '',
    partnerId: employee.id,
    companyId: companies[index % companies.length]?.id ?? 1,
  })),
];

function makeCustomers(): DemoPartner[] {
  const random = createRandom(1);
  const made: DemoPartner[] = [];
  for (let index = 0; index < customerCount; index += 1) {
    const name = `${companyNames[index % companyNames.length]} ${companyTrades[Math.floor(index / companyNames.length)]}`;
    const domain = `${asAddress(name).replaceAll(' ', '-')}.example`;
    const [city, zip] = random.pick(cities);
    const company: DemoPartner = {
      id: firstCustomer + made.length,
      name,
      email: `office@${domain}`,
      isCompany: true,
      city,
      zip,
    };
    made.push(company);
    for (let person = 0; person <= random.integer(2); person += 1) {
      const [first, last] = nameOf(index * 3 + person, 11);
      made.push({
        id: firstCustomer + made.length,
        name: `${first} ${last}`,
        email: `${asAddress(first)}.${asAddress(last)}@${domain}`,
        isCompany: false,
        parentId: company.id,
        city,
        zip,
      });
    }
  }
  return made;
}

function nameOf(index: number, stride: number): [string, string] {
  return [
    firstNames[(index * stride) % firstNames.length] ?? 'Anna',
    lastNames[(index * (stride + 2)) % lastNames.length] ?? 'Adler',
  ];
}

function asAddress(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();
}
