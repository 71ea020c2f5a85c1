import { expect, test } from 'vitest';
import { causeIds } from '../../../source/domain/finding/cause-id.ts';
import { failureClasses } from '../../../source/domain/replies/classes/index.ts';
import { createPersonalNames, type PersonalNames, shortenName } from '../../../source/domain/wording/personal-names.ts';

const knowing = (tell: (names: PersonalNames) => void): ((text: string) => string) => {
  const names = createPersonalNames();
  tell(names);
  return names.redact;
};

test.each([
  ['Marc Demo', 'M… D…'],
  [' Ann ', 'A…'],
  ['Élodie de la Tour', 'É… d… l… T…'],
  ['offer for anna.pdf', 'o… f… a….pdf'],
])('%s is shortened to %s', (name, short) => {
  expect(shortenName(name)).toBe(short);
});

const annas = knowing((names) => {
  names.addName('Anna');
  names.addName('Anna Maria (Sales)');
  names.addName('Mail');
});

test.each([
  ['a name', 'Written by Anna.', 'Written by A….'],
  ['the longer of two', 'Anna Maria (Sales) wrote it', 'A… M… (… wrote it'],
  ['within quotes and brackets', '"Anna" <a@x>, (Anna)', '"A…" <a@x>, (A…)'],
  ['no part of a word', 'Annapolis, annals, Hanna, Anna1', 'Annapolis, annals, Hanna, Anna1'],
  ['one that a sentence cuts off', 'for Anna Mar… and 3 more', 'for A… and 3 more'],
  ['one that is cut after a blank', 'for Anna Maria…', 'for A…'],
  ['not what is cut otherwise', 'for An… and Anton…', 'for An… and Anton…'],
  ['not what a program calls itself', 'Mail leaves.', 'Mail leaves.'],
])('leaves out %s', (_, text, told) => {
  expect(annas(text)).toBe(told);
});

test.each([
  ['"Meier, Anna" <anna@x.example>', 'Meier, Anna', 'M… A…'],
  ['Anna Meier <anna@x.example>, Bob Smith <b@x.example>', 'Bob Smith', 'B… S…'],
  [`{'Reply-To': '"Anna \\\\"A\\\\" Meier" <a@x.example>'}`, 'by Anna "A" Meier', 'by A… "… M…'],
  ['Anna Meier; Bob', 'Bob', 'B…'],
  ['very.long.name@x.example', 'very.long.na…', 'v…'],
])('in a field of addresses it finds who is named: %s', (field, text, told) => {
  expect(knowing((names) => names.addAddresses(field))(text)).toBe(told);
});

test.each([
  ['Invoice INV/2026/00042 for Anna', '… INV/2026/00042 …'],
  ['Re: your order (S00017)', '… S00017'],
  ['Anna2 and B4you', '…'],
  ['Happy birthday', '…'],
])('of the subject %s it keeps the numbers of documents', (subject, told) => {
  expect(knowing((names) => names.addSubject(subject))(`“${subject}”`)).toBe(`“${told}”`);
});

const identifiers = [
  ...causeIds,
  ...failureClasses,
  'sender.default-from',
  'cron.wake',
  'beyond.bounces',
  'prevention.kept-mails',
  'odoo-mail-doctor fix sender.default-from --set address=ADDRESS',
];

test.each(identifiers)('what programs read stays, whatever accounts are called: %s', (identifier) => {
  const redact = knowing((names) => {
    for (const word of identifier.replace(/^.* fix | --set.*/g, '').split(/[._-]/)) names.addName(word);
  });
  expect(redact(identifier)).toBe(identifier);
});

test('a name that stands behind another full stop is shortened', () => {
  const redact = knowing((names) => names.addName('Anna'));
  expect(redact('Sent by the sender. Anna.Anna wrote x.Anna')).toBe('Sent by the sender. A….A… wrote x.A…');
});
