import { expect, test } from 'vitest';
import { SelectedMails } from '../../source/domain/mail/selected-mails.ts';
import { openRetry } from '../support/open-retry.ts';
import { createPicture } from '../support/picture.ts';
import { createRetrySource } from '../support/retry-source.ts';

test('at 80 columns what is typed into the filter box and what is wrong with it are both there whole', async () => {
  const screen = await openRetry(undefined, { columns: 80, colors: false });
  screen.type('/state:failed form:ann');
  const text = await screen.waitFor('/ state:failed form:ann▏');
  expect(text.replace(/\s+/g, ' ')).toContain(
    'There is no field \'form:\'. There are class: server: from: to: state: id: age>, and "quotes" for text.',
  );
  expect(text).toMatch(/^ +2 +2 h 52 m customer2@/m);
});

test('a list that cannot be read again says so, keeps its rows, and tries again after a pause', async () => {
  const working = createRetrySource(3);
  let isBroken = false;
  const asked: unknown[] = [];
  const source = createRetrySource(3, {
    select: async (filter, options) => {
      asked.push(filter);
      if (isBroken) throw new Error('PostgreSQL is shutting down.');
      return (await working.select?.(filter, options)) ?? SelectedMails.none;
    },
    rows: async (ids, options) => {
      if (isBroken) await new Promise(() => undefined);
      return (await working.rows?.(ids, options)) ?? [];
    },
  });
  const screen = await openRetry(source);
  await screen.waitFor('customer1@');
  isBroken = true;
  screen.type('r');
  expect(await screen.waitFor('✖ PostgreSQL is shutting down.')).toContain('customer1@');
  const look = () =>
    screen.tell({
      kind: 'queue',
      event: { kind: 'delta', picture: createPicture(), delta: { arrived: [], changed: [], departed: [] } },
    });
  look();
  await expect.poll(() => asked.length).toBe(3);
  look();
  expect(asked).toHaveLength(3);
  isBroken = false;
  look();
  await screen.waitFor(/failed first\n\s+Id/);
});

test('a grouped list asks about the mails that came in, not about all of them again', async () => {
  const asked: (readonly number[])[] = [];
  const source = createRetrySource(3, {
    select: async ({ ids = [1, 2, 3] }) => SelectedMails.of(ids.map((id) => ({ id, state: 'outgoing', class: null }))),
    group: async (_by, ids) => {
      asked.push(ids);
      return new Map(ids.map((id) => [id, 'Relay']));
    },
  });
  const screen = await openRetry(source);
  screen.type('bb');
  await screen.waitFor('Relay   3 mails');
  const arrived = [{ id: 4 } as never];
  screen.tell({
    kind: 'queue',
    event: { kind: 'delta', picture: createPicture(), delta: { arrived, changed: [], departed: [] } },
  });
  await screen.waitFor('Relay   4 mails');
  expect(asked).toEqual([[1, 2, 3], [4]]);
});
