import type { PersonalNames } from '../../domain/wording/personal-names.ts';

type Kind = 'name' | 'addresses' | 'subject';

/** Columns that hold what belongs to a person, whatever the statement that reads them. */
const personalColumns: Readonly<Record<string, Kind>> = {
  login: 'name',
  user: 'name',
  smtp_user: 'name',
  record_name: 'name',
  subject: 'subject',
  email_from: 'addresses',
  email_to: 'addresses',
  email_cc: 'addresses',
  reply_to: 'addresses',
  headers: 'addresses',
  email: 'addresses',
  address: 'addresses',
  normalized: 'addresses',
};

/** Notes the persons in the rows of a statement; `named` are its columns, or keys in them, that hold names besides. */
export const notePersons = (rows: readonly object[], named: readonly string[], names: PersonalNames): void => {
  const note = (key: string, value: unknown): void => {
    if (typeof value === 'string') noteText(names, named.includes(key) ? 'name' : personalColumns[key], value);
    else if (Array.isArray(value)) for (const each of value) note(key, each);
    else if (typeof value === 'object' && value !== null && !(value instanceof Date)) noteAll(value);
  };
  const noteAll = (row: object): void => {
    for (const [key, value] of Object.entries(row)) note(key, value);
  };
  for (const row of rows) noteAll(row);
};

const noteText = (names: PersonalNames, kind: Kind | undefined, value: string): void => {
  if (kind === 'addresses') names.addAddresses(value);
  if (kind === 'subject') names.addSubject(value);
  // An account that is an address is shortened as one.
  if (kind === 'name') (value.includes('@') ? names.addAddresses : names.addName)(value);
};
