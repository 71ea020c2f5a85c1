import { describe, expect, test } from 'vitest';
import type { DatabaseConnection } from '../../../source/domain/database/database-connection.ts';
import {
  connectionNotes,
  findCopyObstacle,
  findReadObstacle,
  findWriteObstacle,
} from '../../../source/domain/database/write-obstacle.ts';

const connection: DatabaseConnection = {
  pooler: 'none',
  standby: false,
  serverPort: 5432,
  serverAddress: null,
  primary: null,
};

describe('what keeps changes from a database', () => {
  test.each([
    ['PostgreSQL itself', {}],
    ['a pooler in session mode', { pooler: 'session' }],
  ] as const)('is nothing at %s', (_, given) => {
    expect(findWriteObstacle({ ...connection, ...given }, 'acme')).toBeNull();
    expect(findReadObstacle({ ...connection, ...given }, 'acme')).toBeNull();
  });

  test('is a standby, whatever stands before it; the primary is named where it is known', () => {
    const words = "The server of 'acme' is a standby: nothing can be changed here.";
    expect(findWriteObstacle({ ...connection, standby: true, pooler: 'transaction' }, 'acme')).toEqual({
      words,
      tryThis: 'Connect to the primary: --dsn postgres://…',
    });
    const primary = { host: '10.0.0.5', port: 5433 };
    expect(findWriteObstacle({ ...connection, standby: true, primary }, 'acme')).toEqual({
      words,
      tryThis: 'Connect to the primary at 10.0.0.5:5433: --dsn postgres://…',
    });
  });

  test.each(['transaction', 'statement'] as const)('is a pooler in %s mode, with the port past it', (pooler) => {
    const obstacle = findWriteObstacle({ ...connection, pooler, serverPort: 5433, serverAddress: '10.0.0.5' }, 'acme');
    expect(obstacle?.words).toContain(`A connection pooler in ${pooler} mode stands before 'acme'`);
    expect(obstacle?.tryThis).toContain('on port 5433 (the pooler reaches it at 10.0.0.5): --dsn postgres://');
  });
});

test('a pooler in statement mode keeps even from reading; one in transaction mode does not', () => {
  expect(findReadObstacle({ ...connection, pooler: 'statement' }, 'acme')?.words).toContain('knows no transactions');
  expect(findReadObstacle({ ...connection, pooler: 'transaction' }, 'acme')).toBeNull();
});

test('the place is told beside the name of the database only where it is odd', () => {
  expect(connectionNotes(connection)).toEqual([]);
  expect(connectionNotes({ standby: true, pooler: 'none' })).toEqual(['standby']);
  expect(connectionNotes({ standby: true, pooler: 'session' })).toEqual([
    'standby',
    'through a pooler in session mode',
  ]);
});

describe('of two databases with the same uuid', () => {
  const at = (day: number): Date => new Date(Date.UTC(2026, 0, day));
  test.each<[string, Date | null, number, Date | null, number, boolean]>([
    ['the one with the later date is the copy', at(2), 1, at(1), 2, true],
    ['the one with the earlier date is the original', at(1), 2, at(2), 1, false],
    ['with the same date the later number is the copy', at(1), 2, at(1), 1, true],
    ['with the same date the earlier number is the original', at(1), 1, at(1), 2, false],
    ['without a date the later number is the copy', null, 2, at(1), 1, true],
  ])('%s', (_, createdAt, number, twinAt, twinNumber, isCopy) => {
    const twins = [{ name: 'acme', owner: 'odoo', number: twinNumber, createdAt: twinAt }];
    const obstacle = findCopyObstacle({ uuid: 'a-uuid', createdAt, number, twins, unread: [] }, 'acme-test');
    expect(obstacle === null).toBe(!isCopy);
    if (isCopy) expect(obstacle?.words).toMatch(/^Database 'acme-test' looks like a copy of 'acme'/);
  });

  test('one alone is no copy', () => {
    expect(findCopyObstacle({ uuid: 'u', createdAt: null, number: 1, twins: [], unread: [] }, 'acme')).toBeNull();
  });
});
