import { expect, test } from 'vitest';
import {
  causeIds,
  causesOfEveryMail,
  factsOf,
  foundingCauseIds,
  setsQueueGoing,
} from '../../../source/domain/finding/cause-id.ts';
import { symptoms } from '../../../source/domain/finding/symptom.ts';

test('the founding causes are the mission’s seven, wherever another is put in', () => {
  expect(foundingCauseIds).toEqual(['cron', 'credentials', 'rate-limit', 'sender', 'dns', 'firewall', 'catchall']);
  expect(causeIds.slice(0, 7)).toEqual(foundingCauseIds);
});

test('a fault before or on the way to the server concerns every mail, and what hides the others comes first', () => {
  expect(causesOfEveryMail).toEqual(['no-server', 'cron', 'credentials', 'firewall', 'tls']);
  expect(causeIds.filter(setsQueueGoing)).toEqual(['cron', 'no-server']);
});

test.each([
  ['never-sent', ['cron', 'no-server', 'stuck', 'scheduled', 'firewall', 'credentials', 'feeders']],
  ['no-invoices', ['feeders', 'credentials', 'cron', 'sender', 'dns', 'recipients', 'size', 'rate-limit']],
  ['no-notifications', ['cron', 'scheduled', 'feeders', 'recipients', 'sender', 'credentials', 'rate-limit']],
  ['queue-grows', ['rate-limit', 'stuck', 'cron', 'scheduled', 'firewall', 'tls']],
  [
    'exception',
    ['credentials', 'sender', 'tls', 'firewall', 'no-server', 'recipients', 'size', 'rate-limit', 'dns', 'unexplained'],
  ],
  ['bounces', ['catchall', 'dns', 'recipients', 'sender']],
])('%s points at its likely causes, the likeliest first', (id, likely) => {
  const found = symptoms.find((symptom) => symptom.id === id)?.likely;
  // Others may stand among them.
  expect(found?.filter((cause) => likely.includes(cause))).toEqual(likely);
});

test('no two causes have one place under a symptom', () => {
  for (const { id, likely } of symptoms) {
    expect(likely.map((cause) => factsOf(cause).symptoms[id])).toEqual(likely.map((_, index) => index + 1));
  }
});
