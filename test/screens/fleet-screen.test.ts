import { test } from 'vitest';
import { createFleetPlace, openFleet } from '../../source/ui/fleet/open-fleet.tsx';
import { openEmulated } from '../support/emulated-terminal.ts';

const now = new Date('2026-11-24T12:04:00Z');

const openTable = (columns: number, rows: number) => {
  const place = createFleetPlace();
  const row = {
    status: 'ok',
    verdict: 'Mail is going out.',
    waiting: 0,
    failed: 0,
    oldestAt: null,
    lastSentAt: now,
  } as const;
  const terminal = openEmulated({ columns, rows }, (options) =>
    openFleet({
      ...options,
      place,
      now: () => now,
      source: {
        server: 'db.internal:5432',
        subscribe(listener) {
          listener([{ ...row, database: 'acme' }]);
          return () => undefined;
        },
        refresh: () => undefined,
      },
    }),
  );
  return { terminal, place };
};

test('why a database does not open is read whole, in two lines where one is too short', async () => {
  const { terminal, place } = openTable(60, 12);
  await terminal.waitFor('acme: Mail is going out.');
  place.dispatch({
    kind: 'said',
    message: 'PostgreSQL at db.internal, port 5432 refused the password of odoo_reader.',
  });
  await terminal.waitFor(/✖ PostgreSQL at db\.internal, port 5432 refused the password\s+of odoo_reader\./);
  await terminal.close();
});

test('what is said of a key takes the line of the keys, too', async () => {
  const { terminal } = openTable(40, 12);
  await terminal.waitFor('acme: Mail is going out.');
  terminal.type('\u0018');
  await terminal.waitFor(/Ctrl\+X does nothing here; \? lists the\s+keys\./);
  await terminal.close();
});
