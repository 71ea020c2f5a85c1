import { expect, test } from 'vitest';
import { documentOf, kindOfEnvelope } from '../../../source/domain/mail/red-envelope.ts';

test.each([
  ['bounce', null, 'bounced'],
  ['bounce', 'mail_smtp', 'bounced'],
  ['exception', 'BOUNCE', 'bounced'],
  ['exception', 'mail_bounce', 'bounced'],
  ['exception', 'RECIPIENT', 'no-address'],
  ['exception', 'mail_email_missing', 'no-address'],
  ['exception', 'mail_email_invalid', 'no-address'],
  ['exception', 'mail_from_missing', 'no-sender'],
  ['exception', 'mail_from_invalid', 'no-sender'],
  ['exception', 'SMTP', 'not-handed-over'],
  ['exception', 'mail_smtp', 'not-handed-over'],
  ['exception', 'mail_spam', 'not-handed-over'],
  ['exception', 'mail_bl', 'left-out'],
  ['exception', 'mail_optout', 'left-out'],
  ['exception', 'mail_dup', 'left-out'],
  ['exception', 'UNKNOWN', 'not-told'],
  ['exception', 'unknown', 'not-told'],
  ['exception', 'what_a_module_adds', 'not-told'],
  ['exception', null, 'not-told'],
])('status %s with failure type %s is of the kind %s', (status, failureType, kind) => {
  expect(kindOfEnvelope({ status, failureType })).toBe(kind);
});

const existing = new Map<string, ReadonlySet<number> | undefined>([
  ['sale.order', new Set([1])],
  ['uninstalled.model', new Set()],
  ['strange.model', undefined],
]);

test.each([
  [null, 'none'],
  [{ model: 'sale.order', id: 1 }, 'there'],
  [{ model: 'sale.order', id: 2 }, 'gone'],
  [{ model: 'uninstalled.model', id: 1 }, 'gone'],
  [{ model: 'strange.model', id: 1 }, 'unknown'],
  [{ model: 'not.asked', id: 1 }, 'unknown'],
])('the document %o is %s', (document, place) => {
  expect(documentOf({ document }, existing)).toBe(place);
});
