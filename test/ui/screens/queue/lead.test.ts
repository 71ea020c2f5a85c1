import { expect, test } from 'vitest';
import type { NextStep } from '../../../../source/domain/finding/next-step.ts';
import { causeNamedBy, stepPlaceOf } from '../../../../source/ui/screens/queue/lead.ts';
import { shortenStep } from '../../../../source/ui/screens/queue/lines/treatment-lines.ts';

const step = (changes: Partial<NextStep>): NextStep => ({
  title: 'Do it',
  remedy: null,
  subject: null,
  command: null,
  ...changes,
});

test.each([
  ['a remedy is done in the wizard', step({ remedy: 'cron.activate' }), 'remedy', 'cron'],
  ['sending again is done among the mails', step({ command: 'odoo-mail-doctor retry -c x' }), 'retry', undefined],
  ['what we cannot do is looked at', step({ command: 'odoo-mail-doctor check rate-limit -v' }), 'look', 'rate-limit'],
  ['a step without a command is read', step({}), 'look', undefined],
] as const)('%s', (_, given, place, cause) => {
  expect(stepPlaceOf(given)).toBe(place);
  expect(causeNamedBy(given)).toBe(cause);
});

test.each([
  ['Switch the queue runner on', 'Switch the queue runner on'],
  ['Send 290 failed mails again; a preview comes first', 'Send 290 failed mails again'],
  [
    'Enter user and password anew; they are tried before they are saved (Gmail (smtp.gmail.com:587))',
    'Enter user and password anew (Gmail)',
  ],
  ['Correct the address (Rosa Schneider)', 'Correct the address (Rosa Schneider)'],
])('a step is written short: %s', (title, short) => {
  expect(shortenStep({ title })).toBe(short);
});
