import { describe, expect, test } from 'vitest';
import { judgeUsages } from '../../../source/causes/rate-limit/measure-usage.ts';
import { relayTo } from './relay-to.ts';

const volume = {
  lastHour: { messages: 40, recipients: 50 },
  lastDay: { messages: 700, recipients: 900 },
  complete: true,
  walkedBackTo: null,
  walkedMessages: 700,
};

const google = relayTo(1, 'smtp.gmail.com');
const microsoft = relayTo(2, 'smtp.office365.com');
const unknown = relayTo(3, 'mail.acme.example');

describe('what an account has sent of its limit', () => {
  test('the only server has sent all that left', () => {
    const usages = judgeUsages([google], volume);
    expect(usages.length).toBeGreaterThan(0);
    for (const { quota, sent } of usages) {
      const span = quota.limit.window === 'hour' ? volume.lastHour : volume.lastDay;
      expect(sent).toBe(span[quota.unit]);
    }
  });

  test.each([
    ['two with limits', [google, microsoft]],
    ['one with limits, and one of which none are known', [google, unknown]],
  ])('of several servers nobody knows which sent what: %s', (_, chosen) => {
    const usages = judgeUsages(chosen, volume);
    expect(usages.length).toBeGreaterThan(0);
    expect(usages.filter(({ sent }) => sent !== undefined)).toEqual([]);
  });

  test('a server of which no limit is known has no usage', () => {
    expect(judgeUsages([unknown], volume)).toEqual([]);
  });
});
