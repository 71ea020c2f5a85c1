import { expect, test } from 'vitest';
import { findLoggedMessage } from '../../../source/domain/relay/relay-log.ts';

const postfix = `Nov 28 20:05:24 relay postfix/cleanup[8225]: C38F8216044: message-id=<111.odoo@acme>
Nov 28 20:05:24 relay postfix/cleanup[8225]: C44F6216045: message-id=<112.odoo@acme>
Nov 28 20:05:24 relay postfix/qmgr[8177]: C38F8216044: from=<bounce@acme.example>, size=275, nrcpt=2 (queue active)
Nov 28 20:05:24 relay postfix/smtp[8227]: C38F8216044: to=<leo@slow.example>, relay=none, delay=0.02, delays=0.01/0.02/0/0, dsn=4.4.1, status=deferred (connect to 127.0.0.1[127.0.0.1]:1: Connection refused)
Nov 28 20:05:25 relay postfix/smtp[8227]: C38F8216044: to=<rosa@slow.example>, orig_to=<rosa>, relay=mx[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4XY)
Nov 28 20:09:24 relay postfix/smtp[8227]: C38F8216044: to=<leo@slow.example>, relay=mx[192.0.2.1]:25, delay=240, delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx[192.0.2.1] said: 550 5.1.1 Unknown (in reply to RCPT TO command))
2026-11-28T20:10:00.123456+00:00 relay postfix/local/cleanup[9]: 4dPmQz2Yw7zJrj0: message-id=<113.odoo@acme>
2026-11-28T20:10:00.123456+00:00 relay postfix/qmgr[9]: 4dPmQz2Yw7zJrj0: to=<tom@slow.example>, relay=none, delay=432000, dsn=4.4.1, status=expired (timed out)
Nov 28 20:11:24 relay postfix/smtpd[8227]: D00: message-id=<114.odoo@acme>x
`;

test('Postfix: the last word for each recipient, by the Message-ID', () => {
  expect(findLoggedMessage(postfix, '<111.odoo@acme>', 'postfix')).toEqual({
    queueId: 'C38F8216044',
    deliveries: [
      {
        address: 'rosa@slow.example',
        outcome: 'delivered',
        words: '250 2.0.0 Ok: queued as 4XY',
        stamp: 'Nov 28 20:05:25',
      },
      {
        address: 'leo@slow.example',
        outcome: 'bounced',
        words: 'host mx[192.0.2.1] said: 550 5.1.1 Unknown (in reply to RCPT TO command)',
        stamp: 'Nov 28 20:09:24',
      },
    ],
  });
});

test('Postfix: a time with its zone, an instance of its own, and a mail that was given up', () => {
  expect(findLoggedMessage(postfix, '113.odoo@acme', 'postfix')).toEqual({
    queueId: '4dPmQz2Yw7zJrj0',
    deliveries: [
      {
        address: 'tom@slow.example',
        outcome: 'bounced',
        words: 'timed out',
        stamp: '2026-11-28T20:10:00.123456+00:00',
      },
    ],
  });
});

test('a message that was taken and not tried yet has a queue id alone', () => {
  expect(findLoggedMessage(postfix, '<112.odoo@acme>', 'postfix')).toEqual({ queueId: 'C44F6216045', deliveries: [] });
});

const exim = `2026-11-28 20:04:53 1xXOfF-00021d-2B <= bounce@acme.example H=([127.0.0.1]) [127.0.0.1] P=esmtp S=213 id=111.odoo@acme
2026-11-28 20:04:53 1xXOfF-00021d-2B == leo@later.example R=defer defer (-1): the mailbox is being moved
2026-11-28 20:04:54 1xXOfF-00021d-2B => rosa@later.example R=dns T=smtp H=mx [192.0.2.1] C="250 2.0.0 Ok: queued as \\"4XY\\""
2026-11-28 20:04:55 [77] 1xXOfF-00021d-2B ** tom@gone.example R=fail: nobody of that name
2026-11-28 20:04:55 1xXOfG-00021i-0I <= a@acme.example id=111.odoo@acmex
2026-11-28 20:04:56 1xXOfF-00021d-2B ** eva@gone.example R=dns T=smtp H=mx [192.0.2.1]: SMTP error: 550 5.1.1 Unknown
2026-11-28 20:04:57 1xXOfF-00021d-2B => /var/mail/ann <ann@acme.example> R=local T=file
`;

test('Exim: each kind of line', () => {
  const found = findLoggedMessage(exim, '<111.odoo@acme>', 'exim');
  expect(found?.queueId).toBe('1xXOfF-00021d-2B');
  expect(found?.deliveries.map(({ address, outcome, words }) => [address, outcome, words])).toEqual([
    ['leo@later.example', 'deferred', 'the mailbox is being moved'],
    ['rosa@later.example', 'delivered', expect.stringContaining('250 2.0.0 Ok: queued as')],
    ['tom@gone.example', 'bounced', 'nobody of that name'],
    ['eva@gone.example', 'bounced', 'SMTP error: 550 5.1.1 Unknown'],
    ['/var/mail/ann', 'delivered', 'R=local T=file'],
  ]);
  expect(found?.deliveries[0]?.stamp).toBe('2026-11-28 20:04:53');
});

test.each([
  ['', 'postfix'],
  ['<>', 'postfix'],
  ['<nobody@acme>', 'postfix'],
  ['<114.odoo@acme>', 'postfix'],
  ['<11.odoo@acme>', 'exim'],
] as const)('a log that does not name %s knows nothing of it', (header, software) => {
  expect(findLoggedMessage(software === 'exim' ? exim : postfix, header, software)).toBeUndefined();
});

test('a message that was taken twice is told by the second time', () => {
  const again = `${postfix}\nNov 28 21:00:00 relay postfix/cleanup[1]: E5: message-id=<111.odoo@acme>\n`;
  expect(findLoggedMessage(again, '<111.odoo@acme>', 'postfix')?.queueId).toBe('E5');
});
