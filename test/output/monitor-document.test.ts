import { expect, test } from 'vitest';
import { formatMonitorText, monitorDocument } from '../../source/output/monitor-document.ts';
import { databaseOf, lookOf } from '../support/monitor-snapshot.ts';

const state = {
  since: 0,
  databases: { acme: databaseOf({ look: lookOf({ outgoing: 1_204, exception: 48_112 }), trouble: null, alerts: {} }) },
  notifiers: {},
} as const;

test('for people numbers have their thousands apart; for programs they are numbers', () => {
  expect(formatMonitorText(state)).toBe('acme: 1 204 waiting, 48 112 failed\n');
  expect(monitorDocument(state).databases[0]).toMatchObject({ outgoing: 1_204, exception: 48_112 });
});
