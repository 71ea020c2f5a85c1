import { describe, expect, test } from 'vitest';
import type { PlanParts } from '../../../source/changes/retry/plan-parts.ts';
import type { RetryPreview } from '../../../source/changes/retry/retry-preview.ts';
import { warnAboutRetry } from '../../../source/changes/retry/retry-warnings.ts';
import { candidate } from './candidate.ts';

type Shown = Omit<RetryPreview, 'plan'>;

const now = new Date('2026-11-28T12:00:00Z');
const later = new Date('2026-11-28T18:30:00Z');
const slot = { ids: [7], at: later } as unknown as Shown['slots'][number];

const quiet: Shown = {
  asked: 1,
  ids: [7],
  setAside: [],
  maybeDelivered: 0,
  servedRecipients: 0,
  handshakes: [],
  waking: { kind: 'bypassed', way: 'RPC' },
  alarm: null,
  objection: null,
  held: [],
  slots: [],
};
const parts = {
  mails: [candidate()],
  facts: { series: 18 },
  waking: { kind: 'asleep', why: 'The queue runner is off' },
  held: [],
  way: undefined,
  pace: undefined,
  evidence: [],
  now,
} as unknown as PlanParts;
const paced = { pace: { batch: 1 } } as unknown as Partial<PlanParts>;
const heldMail = (id: number) =>
  candidate({ id, stored: { state: 'exception', write_date: null, scheduled_date: '2026-11-29 08:00:00' } });
const woken = (others: number | null) => ({ waking: { kind: 'woken', others, failing: [] } }) as const;
const held = (mails: number) => ({
  held: [{ server: 'mail server "Bulk"', mails, until: later }] as unknown as Shown['held'],
});
const told = (shown: Partial<Shown>, given: Partial<PlanParts> = {}) =>
  warnAboutRetry({ ...quiet, ...shown }, { ...parts, ...given });

describe('what a person should know before a retry', () => {
  test('nothing, where nothing is out of the ordinary', () => {
    expect(told({})).toEqual([]);
  });

  test.each<[situation: string, shown: Partial<Shown>, words: readonly RegExp[]]>([
    [
      'nobody sends the queue',
      { waking: { kind: 'asleep', why: 'The queue runner is off' } },
      [/^The queue runner is off: nothing leaves until that is mended\.$/],
    ],
    ['nobody knows what else leaves', woken(null), [/could not be counted in time/]],
    ['others leave as well', woken(3), [/also sends 3 waiting mails\.$/]],
    ['one other leaves', woken(1), [/also sends 1 waiting mail\.$/]],
    ['no others wait', woken(0), []],
    [
      'those who are held do not leave',
      { ...woken(3), ...held(2) },
      [/2 waiting mails of .* are held/, /1 waiting mail\.$/],
    ],
    ['all others are held', { ...woken(2), ...held(2) }, [/held until 2026-11-28 18:30 UTC/]],
    ['one is held', { ...woken(1), ...held(1) }, [/1 waiting mail of mail server "Bulk" is held/]],
    ['an alarm says more than a count', { ...woken(3), alarm: 'Others fail.' }, [/^Others fail\.$/]],
    ['some may be there already', { maybeDelivered: 2 }, [/^2 mails may already have been delivered/]],
    ['some recipients have theirs', { servedRecipients: 1 }, [/^1 recipient got the mail already/]],
    ['the later batches need the queue', { slots: [slot, slot] }, [/the later batches do not leave/]],
    ['there is one batch only', { slots: [slot] }, []],
    [
      'a way was not tried',
      {
        handshakes: [
          {
            server: 'A',
            envelopeFrom: 'a@b',
            mails: 2,
            verdict: { kind: 'untested', why: 'the time was over' },
            standing: null,
          },
          {
            server: 'A',
            envelopeFrom: 'b@a',
            mails: 3,
            verdict: { kind: 'untested', why: 'the time was over' },
            standing: null,
          },
          {
            server: 'B',
            envelopeFrom: 'a@b',
            mails: 1,
            verdict: { kind: 'ready', canaryRefused: null },
            standing: null,
          },
        ],
      },
      [/^Not tested for 5 mails: the time was over\.$/],
    ],
  ])('%s', (_, shown, words) => {
    const found = told(shown);
    expect(found).toHaveLength(words.length);
    words.forEach((each, at) => {
      expect(found[at]).toMatch(each);
    });
  });

  test('the later batches leave where the queue runs', () => {
    const waking = { kind: 'woken' } as unknown as PlanParts['waking'];
    expect(told({ slots: [slot, slot] }, { waking })).toEqual([]);
  });

  test('recipients without an address are left out', () => {
    const mails = [candidate({ partners: { unusable: 2 } }), candidate({ partners: { unusable: 1 } })];
    expect(told({}, { mails })).toEqual(['3 recipients without a usable address will be left out by Odoo.']);
  });

  test('mails with a date of their own keep it', () => {
    expect(told({}, { mails: [heldMail(1)] })[0]).toMatch(
      /^1 mail keeps a later sending date of its own: .* sends it /,
    );
    expect(told({}, { mails: [heldMail(1), heldMail(2), candidate()] })[0]).toMatch(
      /^2 mails keep .* of their own: .* them /,
    );
  });

  test('with a pace it says when the last leave, and what Odoo’s interval does to it where nothing wakes the queue', () => {
    const facts = (series: number) => ({ ...paced, facts: { series } }) as unknown as Partial<PlanParts>;
    expect(told({ slots: [slot] }, facts(18))).toEqual([
      'The last of them leave at 2026-11-28 18:30 UTC, sent by Odoo itself.',
    ]);
    expect(told({ slots: [slot] }, facts(14))).toHaveLength(2);
    expect(told({ slots: [slot] }, facts(14))[1]).toContain('Odoo 14 looks into its queue at its own interval');
    expect(told({ slots: [] }, { ...paced, mails: [heldMail(1)] })).toEqual([]);
  });
});
