import { describe, expect, test } from 'vitest';
import { judgeFiles } from '../../../source/causes/size/attachment-files-check.ts';
import { fitThrough, type ServerFit } from '../../../source/causes/size/measure-server-fits.ts';
import { judgeFit } from '../../../source/causes/size/size-limit-check.ts';
import { judgeStoredSizeFailures } from '../../../source/causes/size/stored-size-failures-check.ts';
import type { WeighedMail } from '../../../source/causes/size/weigh-mails.ts';
import { weigh } from '../../../source/domain/mail/mail-attachment.ts';
import type { OdooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import { buildServer } from '../../domain/routing/build-facts.ts';
import { relaySession } from '../../support/relay-session.ts';

const megabyte = 1024 * 1024;
const capabilities = { extended: true, lines: [], startTls: true, auth: [], smtpUtf8: false };
const limitedTo = (sizeLimit: number | null | undefined, relay = {}) =>
  relaySession({ relay, report: { capabilities: { ...capabilities, sizeLimit } } });

/** A mail with that many megabytes of files; all of them can be linked unless it is said. */
const mail = (
  megabytes: number,
  given: { state?: 'outgoing' | 'exception'; linkable?: number; subject?: string } = {},
): WeighedMail => {
  const size = {
    mailId: 1,
    body: 1_000,
    attachments: megabytes * megabyte,
    linkable: (given.linkable ?? megabytes) * megabyte,
    attachmentCount: 2,
  };
  return {
    mail: { id: 1, state: given.state ?? 'outgoing' } as WeighedMail['mail'],
    size,
    wire: weigh(size),
    subject: given.subject ?? 'server:1',
  };
};

describe('what is to go through a server', () => {
  const countThrough = (sizeLimit: number | null | undefined, mails: readonly WeighedMail[], links?: number) => {
    const { limit, mails: own, tooLarge, helpedByLinks } = fitThrough(limitedTo(sizeLimit), mails, links);
    return { limit, own: own.length, tooLarge: tooLarge.length, helpedByLinks: helpedByLinks.length };
  };
  test.each([
    [
      'fits where no limit is named',
      undefined,
      [mail(50)],
      undefined,
      { limit: undefined, own: 1, tooLarge: 0, helpedByLinks: 0 },
    ],
    [
      'fits where the limit is zero',
      0,
      [mail(50)],
      undefined,
      { limit: undefined, own: 1, tooLarge: 0, helpedByLinks: 0 },
    ],
    [
      'fits below the limit',
      10 * megabyte,
      [mail(5)],
      undefined,
      { limit: 10 * megabyte, own: 1, tooLarge: 0, helpedByLinks: 0 },
    ],
    [
      'does not fit beyond it',
      10 * megabyte,
      [mail(9), mail(5)],
      undefined,
      { limit: 10 * megabyte, own: 2, tooLarge: 1, helpedByLinks: 1 },
    ],
    [
      'would not fit with links either',
      10 * megabyte,
      [mail(9, { linkable: 0 })],
      undefined,
      { limit: 10 * megabyte, own: 1, tooLarge: 1, helpedByLinks: 0 },
    ],
    [
      'goes out with links, and fits',
      10 * megabyte,
      [mail(9)],
      5 * megabyte,
      { limit: 10 * megabyte, own: 1, tooLarge: 0, helpedByLinks: 0 },
    ],
    [
      'is not what goes through another',
      10 * megabyte,
      [mail(50, { subject: 'server:2' })],
      undefined,
      { limit: 10 * megabyte, own: 0, tooLarge: 0, helpedByLinks: 0 },
    ],
    [
      'fits to the byte',
      weigh(mail(5).size).whole,
      [mail(5)],
      undefined,
      { limit: weigh(mail(5).size).whole, own: 1, tooLarge: 0, helpedByLinks: 0 },
    ],
    [
      'fits to the byte with links',
      weigh(mail(5).size).linked,
      [mail(5)],
      undefined,
      { limit: weigh(mail(5).size).linked, own: 1, tooLarge: 1, helpedByLinks: 1 },
    ],
  ])('%s', (_, sizeLimit, mails, links, expected) => {
    expect(countThrough(sizeLimit, mails, links)).toEqual(expected);
  });
});

describe('the verdict on a server’s size', () => {
  const judge = (
    session: ServerFit['session'],
    mails: readonly WeighedMail[],
    series: OdooSeries = 18,
    links?: number,
  ) => judgeFit(fitThrough(session, mails, links), { series, evidence: [] });

  test('is unknown where it was not reached', () => {
    const unreached = (failure: ServerFit['session']['report']['failure']) =>
      judge(relaySession({ report: { capabilities: undefined, failure } }), []);
    expect(unreached({ kind: 'closed', stage: 'tls', reset: false })).toMatchObject({
      status: 'unknown',
      consequenceOf: 'tls',
    });
    expect(unreached(undefined)).toMatchObject({ status: 'unknown', consequenceOf: 'firewall' });
  });

  test.each<[string, number | null, readonly WeighedMail[], number | undefined, RegExp]>([
    ['no limit is named', null, [mail(50)], undefined, /names no limit for the size of a mail\.$/],
    ['nothing large waits', 10 * megabyte, [], undefined, /takes mails up to 10.* MB; nothing large waits\.$/],
    ['the largest fits', 10 * megabyte, [mail(5)], undefined, /; the largest has 6\.9 MB\.$/],
    ['the largest fits with links', 10 * megabyte, [mail(9)], 5 * megabyte, /; the largest has 12.* kB\.$/],
  ])('is good where %s', (_, sizeLimit, mails, links, words) => {
    const found = judge(limitedTo(sizeLimit), mails, 18, links);
    expect(found).toMatchObject({ status: 'ok', subject: 'server:1' });
    expect(found.summary).toMatch(words);
  });

  test.each<[string, OdooSeries, object, readonly WeighedMail[], readonly string[]]>([
    [
      'Odoo can send links',
      18,
      { server: buildServer({ id: 1 }) },
      [mail(9)],
      ['size.links', 'size.drop', 'size.raise'],
    ],
    ['Odoo knows no links', 17, { server: buildServer({ id: 1 }) }, [mail(9)], ['size.drop', 'size.raise']],
    ['the server is odoo.conf’s', 18, { server: null }, [mail(9)], ['size.drop', 'size.raise']],
    [
      'links would not help',
      18,
      { server: buildServer({ id: 1 }) },
      [mail(9, { linkable: 0 })],
      ['size.drop', 'size.raise'],
    ],
  ])('is bad where a mail is larger, and %s', (_, series, relay, mails, remedies) => {
    const found = judge(limitedTo(10 * megabyte, relay), mails, series);
    expect(found).toMatchObject({ status: 'fail', explains: 1 });
    expect(found.summary).toMatch(/, and 1 mail is larger\.$/);
    expect(found.remedies.map(({ id }) => id)).toEqual(remedies);
  });

  test('counts those that failed for it', () => {
    const mails = [mail(9, { state: 'exception' }), mail(9)];
    expect(judge(limitedTo(10 * megabyte), mails).summary).toMatch(
      /, and 2 mails are larger \(1 of them failed for it\)\.$/,
    );
  });

  test.each<[OdooSeries, number | undefined, readonly WeighedMail[], RegExp]>([
    [17, undefined, [mail(9)], /Odoo up to 17 sends attachments of any size\./],
    [18, 25 * megabyte, [mail(9, { linkable: 0 })], /puts links in place of attachments of a business record alone/],
    [18, 25 * megabyte, [mail(9)], /only beyond 25.*: with a smaller limit.* it would do so in time \(/],
  ])('says on Odoo %i what could be done, with links beyond %s', (series, links, mails, words) => {
    const found = judge(limitedTo(10 * megabyte, { host: 'smtp.gmail.com' }), mails, series, links);
    expect(found.detail).toMatch(
      /^The largest weighs .*: 2 attachments of 9.* which grow by a third on their way\. (?:Gmail|Google)/,
    );
    expect(found.detail).toMatch(words);
  });

  test('names the field of the version', () => {
    const place = (series: OdooSeries) => judge(limitedTo(10 * megabyte), [mail(9)], series, 25 * megabyte).detail;
    expect(place(18)).toMatch(/Max Email Size|base\.default_max_email_size/);
    expect(place(19)).toMatch(/on the server it would do so in time \(.* → Max Email Size\)\.$/);
  });
});

describe('mails that were too large once', () => {
  const fits = fitThrough(limitedTo(10 * megabyte), [mail(5)], undefined);
  const tight = fitThrough(limitedTo(10 * megabyte), [mail(9)], undefined);
  const unreached = fitThrough(relaySession({ report: { capabilities: undefined } }), [], undefined);
  test.each([
    ['would fit now', [fits], true],
    ['are too large still', [fits, tight], false],
    ['go through a server that was not reached', [fits, unreached], false],
    ['go through no server', [], true],
  ])('%s', (_, all, leftover) => {
    const found = judgeStoredSizeFailures(all, 3, 'Send a link.');
    expect(found).toMatchObject({
      status: 'warn',
      explains: 3,
      leftover,
      detail: 'Send a link. A server behind this one may take less than it.',
    });
    expect(found.summary.includes('they would fit now: retry them')).toBe(leftover);
  });

  test('are told without advice where there is none', () => {
    expect(judgeStoredSizeFailures([], 1, undefined).detail).toBe('A server behind this one may take less than it.');
  });
});

describe('the files of attachments', () => {
  const file = (mailId: number, name = `file ${mailId}`) => ({ mailId, name });
  const judge = (given: Partial<Parameters<typeof judgeFiles>[0]>) =>
    judgeFiles({
      waiting: new Set([1, 2, 3]),
      stored: [file(1)],
      empty: [],
      seen: { missing: [], evidence: [] },
      evidence: [],
      ...given,
    });

  test.each<[string, Partial<Parameters<typeof judgeFiles>[0]>, string, string]>([
    ['there are none', { stored: [] }, 'ok', 'No waiting or failed mail has an attachment in the filestore.'],
    ['all are there', {}, 'ok', 'The files of all 1 attachments are there.'],
    [
      'nobody can look',
      { seen: undefined },
      'unknown',
      "1 attachment lies in Odoo's filestore, which cannot be seen from here.",
    ],
    [
      'one is gone',
      { seen: { missing: [file(1)], evidence: [] } },
      'warn',
      '1 attachment has lost the file: 1 mail goes out with an empty one.',
    ],
    [
      'two of one mail are gone',
      { seen: { missing: [file(1), file(1)], evidence: [] } },
      'warn',
      '2 attachments have lost the file: 1 mail goes out with an empty one.',
    ],
    [
      'those of a failed mail are gone',
      { seen: { missing: [file(9)], evidence: [] } },
      'warn',
      '1 failed mail would go out, tried again, with an empty one.',
    ],
    [
      'both',
      { seen: { missing: [file(1), file(2), file(9)], evidence: [] } },
      'warn',
      '2 mails go out, and 1 failed mail would go out, tried again, with an empty one.',
    ],
    [
      'one was never written',
      { stored: [], empty: [file(2)], seen: undefined },
      'warn',
      '1 attachment has lost the file: 1 mail goes out with an empty one.',
    ],
    [
      'one was never written, and the others cannot be seen',
      { empty: [file(2)], seen: undefined },
      'warn',
      '1 attachment has lost the file',
    ],
  ])('%s', (_, given, status, words) => {
    const found = judge(given);
    expect(found.status).toBe(status);
    expect(found.summary).toContain(words);
  });

  test('are named, three of them', () => {
    const lost = (count: number) => ({
      seen: { missing: [1, 2, 3, 4].slice(0, count).map((id) => file(id)), evidence: [] },
    });
    expect(judge(lost(3)).detail).toMatch(/^"file 1", "file 2", "file 3"\. A database/);
    expect(judge(lost(4)).detail).toMatch(/^"file 1", "file 2", "file 3" and others\. A database/);
  });
});
