import { describe, expect, test } from 'vitest';
import {
  groupFlaws,
  judgeRestOfAddresses,
  judgeWrong,
  nameRecipient,
} from '../../../source/causes/recipients/address-check.ts';
import { compareRefusals, type RefusedAddress } from '../../../source/causes/recipients/measure-refused-addresses.ts';
import {
  judgeRefusedRecipient,
  judgeRestOfRefused,
  judgeUnrelayed,
  nameOf,
} from '../../../source/causes/recipients/refused-check.ts';
import type { MailRecipient } from '../../../source/domain/mail/mail-recipient.ts';
import type { RecipientFlaw } from '../../../source/domain/mail/recipient-flaw.ts';

const flaw = (
  kind: RecipientFlaw['flaw'],
  mailId: number,
  partnerId: number | null = null,
  address: string | null = null,
): RecipientFlaw => ({
  flaw: kind,
  mailId,
  partnerId,
  address,
});
const contact = (
  partnerId: number,
  mailId: number,
  address: string | null,
  given: Partial<MailRecipient> = {},
): MailRecipient => ({
  mailId,
  partnerId,
  name: `Contact of ${partnerId}`,
  address,
  normalizedAddress: address,
  archived: false,
  addressed: true,
  notification: null,
  ...given,
});

describe('what is wrong with recipients', () => {
  const group = (flaws: readonly RecipientFlaw[], unreachable: readonly number[], partial: readonly number[] = []) =>
    groupFlaws({ flaws, unreachable: new Set(unreachable), partial: new Set(partial) }).map(
      ({ subject, mails, stopped }) => [subject, mails.size, stopped],
    );
  test.each<[string, readonly RecipientFlaw[], readonly number[], readonly number[], readonly unknown[]]>([
    ['a mail without anybody', [flaw('no-recipient', 1)], [1], [], [['mail:1', 1, 1]]],
    [
      'a contact without an address, by its mails',
      [flaw('no-address', 1, 7), flaw('no-address', 2, 7)],
      [1, 2],
      [],
      [['partner:7', 2, 2]],
    ],
    [
      'most mails first',
      [flaw('no-address', 1, 7), flaw('no-address', 2, 8), flaw('no-address', 3, 8)],
      [1, 2, 3],
      [],
      [
        ['partner:8', 2, 2],
        ['partner:7', 1, 1],
      ],
    ],
    [
      'a mail to two of them counts once',
      [flaw('no-address', 1, 7), flaw('no-address', 1, 8)],
      [1],
      [],
      [
        ['partner:7', 1, 1],
        ['partner:8', 1, 0],
      ],
    ],
    ['a mail that others get is not stopped', [flaw('no-address', 1, 7)], [], [1], [['partner:7', 1, 0]]],
    ['a mail that everybody gets is not one', [flaw('no-address', 1, 7)], [], [], []],
    ['neither a blacklist', [flaw('blacklisted', 1, 7)], [1], [], []],
    ['nor a missing comma is that', [flaw('unparted', 1, 7)], [1], [], []],
  ])('%s', (_, flaws, unreachable, partial, expected) => {
    expect(group(flaws, unreachable, partial)).toEqual(expected);
  });

  const facts = { people: new Map([[7, contact(7, 1, null)]]), evidence: [] };
  const wrong = (sample: RecipientFlaw, stopped = 1) => ({ subject: 'x', sample, mails: new Set([1, 2]), stopped });
  test.each<[RecipientFlaw, number, string]>([
    [flaw('no-recipient', 4), 1, 'Mail 4 names no recipient at all: 1 mail to nobody else.'],
    [
      flaw('unreadable-text', 4, null, 'Ann'),
      1,
      'Mail 4 goes to "Ann", in which there is no address: 1 mail to nobody else.',
    ],
    [flaw('no-address', 4, 7), 2, 'Contact of 7 has no e-mail address: 2 mails to nobody else.'],
    [flaw('no-address', 4, 9), 0, 'Contact 9 has no e-mail address: 2 mails that only the other recipients get.'],
    [
      flaw('unreadable-address', 4, 7, 'ann at home'),
      1,
      'The e-mail address of Contact of 7, "ann at home", is none: 1 mail to nobody else.',
    ],
  ])('%j, of which %i stopped, in words', (sample, stopped, words) => {
    expect(judgeWrong(facts, wrong(sample, stopped), 18)).toMatchObject({
      status: 'warn',
      explains: stopped,
      summary: words,
    });
  });

  test.each<[RecipientFlaw, string]>([
    [flaw('no-address', 4, 7), 'Contact of 7, no address'],
    [flaw('no-address', 4, 9, ' '), 'mail 4, no address'],
    [flaw('unreadable-text', 4, null, 'Ann'), 'mail 4, now “Ann”'],
  ])('%j is named for a list of remedies', (sample, words) => {
    expect(nameRecipient(facts, sample)).toBe(words);
  });

  test('those that are not named one by one are counted', () => {
    const found = judgeRestOfAddresses(facts, [{ stopped: 2 }, { stopped: 0 }, { stopped: 1 }], {
      all: 18,
      series: 18,
    });
    expect(found).toMatchObject({ status: 'warn', explains: 3 });
    expect(found.summary).toBe(
      '18 recipients have no usable address; of the 3 that are not named one by one: 3 mails to nobody else.',
    );
  });
});

describe('whom failed mails were refused for', () => {
  const refusal = (address: string, line = '5.1.1 User unknown') =>
    `SMTPRecipientsRefused: {'${address}': (550, b'${line}')}`;
  const mail = (id: number, address: string | null, to: string | null = null) => ({
    id,
    to,
    cc: null,
    failureReason: address === null ? 'Some other words' : refusal(address),
  });
  const compare = (given: Partial<Parameters<typeof compareRefusals>[0]>) =>
    compareRefusals({ mails: [], recipients: [], full: new Set(), bare: new Set(), ...given });

  const ann = 'ann@shop.example';
  test('is the contact that has the address still, with all its mails', () => {
    const recipients = [contact(7, 1, ann), contact(7, 2, ann), contact(8, 2, 'other@shop.example')];
    expect(compare({ mails: [mail(1, ann), mail(2, ann)], recipients })).toMatchObject({
      refused: [{ subject: 'partner:7', name: 'Contact of 7', address: ann, mails: 2, heals: false, isText: false }],
      corrected: 0,
    });
  });

  test('is nobody any more where the contact has another address', () => {
    expect(compare({ mails: [mail(1, ann)], recipients: [contact(7, 1, 'new@shop.example')] })).toMatchObject({
      refused: [],
      corrected: 1,
    });
  });

  test('is nobody any more where who had it is no longer on the mail', () => {
    expect(compare({ mails: [mail(1, ann)], recipients: [contact(7, 1, ann, { addressed: false })] })).toMatchObject({
      refused: [],
      corrected: 1,
    });
  });

  test('is the address that the mail names itself', () => {
    expect(compare({ mails: [mail(1, ann, `Ann <${ann}>`)] }).refused).toMatchObject([
      { subject: null, address: ann, isText: false },
    ]);
    expect(
      compare({ mails: [mail(1, ann, ann)], recipients: [contact(7, 1, 'new@shop.example')] }).refused,
    ).toMatchObject([{ subject: null, address: ann, isText: true }]);
  });

  test('is not known where the text names nobody', () => {
    expect(compare({ mails: [mail(1, null)] }).refused).toMatchObject([
      { subject: null, name: null, address: null, mails: 1 },
    ]);
  });

  test('is a full mailbox only where all of their mails met one', () => {
    const recipients = [contact(7, 1, ann), contact(7, 2, ann)];
    const mails = [mail(1, ann), mail(2, ann)];
    expect(compare({ mails, recipients, full: new Set([1, 2]) }).refused).toMatchObject([{ heals: true }]);
    expect(compare({ mails, recipients, full: new Set([2]) }).refused).toMatchObject([{ heals: false }]);
  });

  test('are sorted, most mails first', () => {
    const mails = [mail(1, 'a@x.example', 'a@x.example'), mail(2, ann, ann), mail(3, ann, ann)];
    expect(compare({ mails }).refused.map(({ address }) => address)).toEqual([ann, 'a@x.example']);
  });

  test('is nobody where a relay refuses people of many domains in the same words', () => {
    const addresses = ['a@x.example', 'b@y.example', 'c@z.example'];
    const mails = addresses.map((address, id) => mail(id, address, address));
    const bare = new Set([0, 1, 2]);
    expect(compare({ mails, bare })).toMatchObject({ refused: [], unrelayed: { mails: 3, domains: 3 } });
    expect(compare({ mails: mails.slice(0, 2), bare })).toMatchObject({ refused: [{}, {}], unrelayed: { mails: 0 } });
    expect(compare({ mails: [...mails, mail(3, ann, ann)], bare }).refused).toMatchObject([{ address: ann }]);
  });
});

describe('what is said of refused addresses', () => {
  const why = { why: 'recipient unknown: 3' };
  const ann: RefusedAddress = {
    subject: 'partner:7',
    name: 'Ann',
    address: 'ann@shop.example',
    mails: 3,
    heals: false,
  };
  test.each<[Partial<RefusedAddress>, string, RegExp]>([
    [
      {},
      'Ann could not be reached: the receiving server refused ann@shop.example 3 times.',
      /^recipient unknown: 3\. .* under Contacts/,
    ],
    [
      { mails: 1, name: null, address: null },
      'The recipient could not be reached: the receiving server refused the address 1 time.',
      /cancel the mail/,
    ],
    [
      { heals: true },
      'Ann could not be reached: the mailbox of ann@shop.example was full 3 times.',
      /^The address is right/,
    ],
    [
      { heals: true, name: null, address: null },
      'The recipient could not be reached: the mailbox of the address was full 3 times.',
      /^The address is right/,
    ],
  ])('%j', (given, summary, detail) => {
    const found = judgeRefusedRecipient(why, { ...ann, ...given }, 18);
    expect(found).toMatchObject({ status: 'warn', subject: 'partner:7', summary, explains: given.mails ?? 3 });
    expect(found.detail).toMatch(detail);
  });

  test.each([
    ['Ann', 'ann@x.example', 'Ann, ann@x.example'],
    ['ann@x.example', 'ann@x.example', 'ann@x.example'],
    [null, 'ann@x.example', 'ann@x.example'],
    ['Ann', null, 'Ann'],
    [null, null, undefined],
  ])('%j with %j is named', (name, address, words) => {
    expect(nameOf(name, address)).toBe(words);
  });

  test('a relay that carries nothing is told as that', () => {
    expect(judgeUnrelayed({ unrelayed: { mails: 0, domains: 0 } }, 18)).toEqual([]);
    expect(judgeUnrelayed({ unrelayed: { mails: 1, domains: 3 } }, 18)).toMatchObject([
      {
        subject: 'relay',
        owner: 'odoo',
        explains: 1,
        summary: expect.stringMatching(/^1 mail was refused for recipients of 3 domains/),
      },
    ]);
  });

  const others = (count: number, given: Partial<RefusedAddress> = {}) =>
    Array.from(
      { length: count },
      (_, id): RefusedAddress => ({ ...ann, subject: null, address: `a${id}@x.example`, ...given }),
    );
  test.each<[string, readonly RefusedAddress[], number, number, string]>([
    ['alone', others(1), 1, 0, '1 mail was refused because of the recipient (a0@x.example).'],
    [
      'several',
      others(3),
      4,
      0,
      '4 mails were refused because of the recipient (a0@x.example, a1@x.example, a2@x.example).',
    ],
    [
      'many',
      others(4),
      4,
      0,
      '4 mails were refused because of the recipient (a0@x.example, a1@x.example, a2@x.example, …).',
    ],
    ['without an address', others(1, { address: null }), 2, 0, '2 mails were refused because of the recipient.'],
    [
      'beside those that are named',
      others(1),
      1,
      2,
      '1 further mail was refused because of the recipient (a0@x.example), beside the 2 recipients named one by one.',
    ],
    [
      'several beside one',
      others(2),
      2,
      1,
      '2 further mails were refused because of the recipient (a0@x.example, a1@x.example), beside the 1 recipient named one by one.',
    ],
  ])('the others, %s', (_, rest, mails, named, summary) => {
    expect(judgeRestOfRefused(why, rest, { mails, named, series: 18 })).toMatchObject({
      status: 'warn',
      explains: mails,
      summary,
    });
  });

  test('says of the others what helps', () => {
    const detailOf = (rest: readonly RefusedAddress[]) =>
      judgeRestOfRefused(why, rest, { mails: 2, named: 0, series: 18 }).detail;
    expect(detailOf(others(2, { heals: true }))).toMatch(/^The address is right/);
    expect(detailOf([...others(1, { heals: true }), ...others(1)])).toMatch(
      /^recipient unknown: 3\. (?!.*stands in To or Cc)/,
    );
    expect(detailOf([])).toMatch(/^recipient unknown: 3\./);
    expect(detailOf([...others(1), ...others(1, { isText: true })])).toMatch(/stands in To or Cc of the mail itself/);
  });
});
