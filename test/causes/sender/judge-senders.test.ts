import { describe, expect, test } from 'vitest';
import {
  type JudgedSender,
  judgeRefusedSender,
  judgeTaken,
  judgeUndecided,
  type SenderFinding,
} from '../../../source/causes/sender/judge-senders.ts';
import type { SenderRouteVerdict } from '../../../source/checks/measure/sender-verdicts.ts';
import type { SmtpFailure } from '../../../source/domain/probes/smtp-report.ts';
import type { AskedRecipient } from '../../../source/domain/replies/judge-envelope.ts';
import {
  heloLine,
  noRelayLine,
  notOwnerLine,
  noUserLine,
  queueSender,
  replyOf,
  sendingRoute,
  unclearLine,
} from '../../support/envelopes.ts';
import { relaySession } from '../../support/relay-session.ts';

const anna = 'anna@acme.example';
const ben = 'ben@acme.example';
const cleo = 'cleo@acme.example';
const title = 'Office (mail.example.com:587)';
const facts = { explains: 7, explanation: 'Odoo chose it.', remedies: [] };

const way = (mails: number) => ({ sender: queueSender(anna, mails), route: sendingRoute(), olderBuilds: undefined });
const of = <Verdict extends SenderRouteVerdict>(verdict: Verdict, mails = 1): JudgedSender<Verdict> => ({
  way: way(mails),
  verdict,
});

const refused = (address: string, given: Partial<Extract<SenderRouteVerdict, { kind: 'refused' }>> = {}) =>
  ({
    kind: 'refused',
    address,
    about: 'sender',
    lasts: true,
    reply: replyOf('mail', notOwnerLine),
    recipient: undefined,
    ...given,
  }) as const;
const taken = (address: string, recipient?: AskedRecipient) => ({ kind: 'accepted', address, recipient }) as const;

describe('a server that refuses senders', () => {
  const judge = (judged: readonly JudgedSender[], relay = {}): SenderFinding | undefined =>
    judgeRefusedSender(relaySession({ relay }), judged, facts);

  test('is none where all are taken, or nothing is known', () => {
    expect(
      judge([of(taken(anna)), of({ kind: 'no-way' }), of({ kind: 'hidden', address: ben, by: 'tls' })]),
    ).toBeUndefined();
  });

  test('is told with its words, why Odoo sends so, and how many mails it accounts for', () => {
    expect(judge([of(refused(anna), 3)])).toEqual({
      status: 'fail',
      stopsAll: true,
      explains: 7,
      summary: `${title} refuses ${anna} as sender: 553 5.7.1 Sender address rejected: not owned by user bob.`,
      detail: 'Odoo chose it.',
      remedies: [],
    });
  });

  const putOff = { lasts: false, reply: replyOf('mail', '451 4.3.0 Try later!') } as const;
  const elsewhere = { isChosen: false };
  test.each<[string, readonly JudgedSender[], object, string, boolean]>([
    ['the only sender', [of(refused(anna))], {}, 'fail', true],
    ['one of several', [of(refused(anna)), of(taken(ben))], {}, 'fail', false],
    ['all of several', [of(refused(anna)), of(refused(ben))], {}, 'fail', true],
    ['only what a company would write', [of(refused(anna), 0), of(taken(ben))], {}, 'warn', false],
    ['all that a company would write', [of(refused(anna), 0)], {}, 'fail', true],
    ['all that a company would write, where no mail goes', [of(refused(anna), 0)], elsewhere, 'warn', false],
    ['a sender, where no other mail goes', [of(refused(anna))], elsewhere, 'fail', false],
    ['a sender for now', [of(refused(anna, putOff))], {}, 'warn', false],
    ['one for now and one for good', [of(refused(anna, putOff)), of(refused(ben))], {}, 'fail', true],
    ['one that cannot be written', [of({ kind: 'unsendable', address: anna, needsUtf8: false })], {}, 'fail', true],
    ['the sender or the recipient', [of(refused(anna, { about: 'either', recipient: cleo }))], {}, 'warn', true],
  ])('%s', (_, judged, relay, status, stopsAll) => {
    expect(judge(judged, relay)).toMatchObject({ status, stopsAll });
  });

  test('accounts for no mail where none comes from them', () => {
    expect(judge([of(refused(anna), 0)])).not.toHaveProperty('explains');
  });

  test.each<[readonly JudgedSender[], string]>([
    [[of(refused(anna)), of(refused(anna))], `refuses ${anna} as sender:`],
    [[of(refused(anna)), of(refused(ben))], `refuses ${anna} and ${ben} as sender:`],
    [[of(refused(anna)), of(refused(ben)), of(refused(cleo))], `refuses ${anna} and 2 others as sender:`],
    [[of(refused(anna, putOff))], `puts off ${anna} as sender: 451 4.3.0 Try later!`],
    [[of(refused(anna)), of(taken(ben))], ' Other senders are taken.'],
    [
      [of(refused(anna, { about: 'either', recipient: cleo, reply: replyOf('rcpt', unclearLine) }))],
      `refuses mail of ${anna} to ${cleo}, and does not say which of the two it minds: 550 5.7.1 No.`,
    ],
    [
      [of({ kind: 'unsendable', address: 'ännä@acme.example', needsUtf8: true })],
      'cannot be given ännä@acme.example as sender: it takes no letters beyond ASCII before the @ (SMTPUTF8).',
    ],
    [
      [of({ kind: 'unsendable', address: 'anna', needsUtf8: false })],
      'cannot be given anna as sender: it is no mail address.',
    ],
  ])('in words: %#', (judged, words) => {
    expect(judge(judged)?.summary).toContain(words);
  });

  test('says no word of other senders where it is only what a company would write', () => {
    expect(judge([of(refused(anna), 0), of(taken(ben))])?.summary).not.toContain('Other senders');
    expect(judge([of(refused(anna))])?.summary).not.toContain('Other senders');
  });

  test('says whom it was asked for where it refused only then', () => {
    expect(judge([of(refused(anna, { recipient: cleo }))])?.detail).toBe(
      `The server took MAIL FROM and said so only when asked for ${cleo}. Odoo chose it.`,
    );
  });

  describe('because of this machine’s name', () => {
    const helo = refused(anna, { about: 'helo', reply: replyOf('rcpt', heloLine), recipient: cleo });
    test.each<[string, JudgedSender, object, string, boolean]>([
      ['stops every mail', of(helo), {}, 'fail', true],
      ['is a warning where no mail goes', of(helo), elsewhere, 'warn', false],
      ['is a warning where it may pass', of({ ...helo, lasts: false }), {}, 'warn', false],
    ])('%s', (_, judged, relay, status, stopsAll) => {
      const found = judge([judged], relay);
      expect(found).toMatchObject({ status, stopsAll, owner: 'host', explains: 7 });
      expect(found?.summary).toContain('refuses this machine’s name odoo.example.com');
      expect(found?.detail).toMatch(/^The server took MAIL FROM .* Python names the machine/);
    });
  });
});

describe('a server of which it is not known whether it takes a sender', () => {
  const hidden = (by?: 'credentials') => of({ kind: 'hidden', address: anna, by });
  test.each<[string, Parameters<typeof relaySession>[0], RegExp]>([
    [
      'Odoo fetches a token first',
      { relay: { login: { kind: 'token-expired', expiredAt: null } } },
      /a new access token first/,
    ],
    [
      'nobody gave consent',
      { relay: { login: { kind: 'no-consent' } } },
      /: nobody has let Odoo use the account yet\.$/,
    ],
    [
      'the login stands elsewhere',
      { relay: { login: { kind: 'not-known', why: 'a file gives it' } } },
      /: a file gives it\.$/,
    ],
    [
      'the login may not be read',
      { relay: { login: { kind: 'not-permitted', what: 'the password' } } },
      /: not permitted to read the password\.$/,
    ],
    ['nothing tells why', {}, /could not be tried\.$/],
    [
      'the session ended',
      { report: { failure: { kind: 'closed', stage: 'ehlo', reset: false } satisfies SmtpFailure } },
      /: the session ended before\.$/,
    ],
  ])('because %s', (_, given, words) => {
    const [found, ...others] = judgeUndecided(relaySession(given), [hidden()]);
    expect(found).toMatchObject({ status: 'unknown', detail: 'What the session itself said.' });
    expect(found?.summary).toMatch(words);
    expect(found).not.toHaveProperty('consequenceOf');
    expect(others).toEqual([]);
  });

  test('is a consequence of what hides it', () => {
    expect(judgeUndecided(relaySession(), [hidden('credentials')])).toMatchObject([{ consequenceOf: 'credentials' }]);
  });

  test('because builds differ', () => {
    const [found] = judgeUndecided(relaySession(), [of({ kind: 'depends-on-build', address: anna, refused: ben })]);
    expect(found?.summary).toBe(
      `Whether ${title} takes mail of ${anna} is not known: newer builds of this version send it as ${anna}, older ones otherwise, and it refuses ${ben}.`,
    );
  });

  test('is none where all are judged', () => {
    expect(judgeUndecided(relaySession(), [of(taken(anna)), of(refused(ben))])).toEqual([]);
  });
});

describe('a server that refuses none', () => {
  const said = (outcome: AskedRecipient['outcome'], line: string, address = 'x@shop.example'): AskedRecipient => ({
    address,
    outcome,
    reply: replyOf('rcpt', line),
  });
  const yes = said('accepted', '250 Ok');
  const judge = (judged: readonly JudgedSender[]) => judgeTaken(relaySession(), judged);

  test.each<[string, readonly JudgedSender[], string]>([
    ['with a recipient', [of(taken(anna, yes))], `takes ${anna} (asked for x@shop.example).`],
    [
      'the same address twice',
      [of(taken(anna, yes)), of(taken(anna, yes))],
      `takes ${anna} (asked for x@shop.example).`,
    ],
    [
      'for two recipients',
      [of(taken(anna, yes)), of(taken(ben, said('accepted', '250 Ok', 'y@shop.example')))],
      'takes 2 senders (asked for x@shop.example and 1 other).',
    ],
    [
      'one without a recipient',
      [of(taken(anna, yes)), of(taken(ben))],
      'takes 2 senders (asked for x@shop.example; 1 at MAIL FROM only).',
    ],
    [
      'none with a recipient',
      [of(taken(anna))],
      `takes ${anna} at MAIL FROM; no recipient was asked about, with whom some servers refuse.`,
    ],
    [
      'more than were tried',
      [of(taken(anna, yes)), of({ kind: 'beyond-limit', address: ben }), of({ kind: 'beyond-limit', address: ben })],
      '. 1 more sender was not tried, so as not to try the server’s patience.',
    ],
  ])('%s', (_, judged, words) => {
    const found = judge(judged);
    expect(found).toMatchObject({ status: 'ok' });
    expect(found).not.toHaveProperty('detail');
    expect(found.summary).toContain(words);
  });

  test('says what it refuses that is not about the sender, once', () => {
    const found = judge([
      of(taken(anna, said('refused', noUserLine))),
      of(taken(ben, said('refused', noUserLine))),
      of(taken(cleo, said('relaying', noRelayLine, 'y@shop.example'))),
    ]);
    expect(found.detail).toBe(
      'It refuses x@shop.example, which is about that recipient and not about the sender: 550 5.1.1 User unknown. It does not relay to y@shop.example, which is not about the sender: 554 5.7.1 Relay access denied.',
    );
  });
});
