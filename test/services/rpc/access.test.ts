import { describe, expect, test } from 'vitest';
import { createSmallOdoo } from '../../demo/queue-runner/small-odoo.ts';
import type { Forbids } from '../../support/odoo-http/methods.ts';
import type { OdooHttpOptions } from '../../support/odoo-http.ts';
import { seriesUnderTest } from '../../support/postgres.ts';
import { apiKey, login, open, serve } from './small-rpc.ts';

const mails = Array.from({ length: 7 }, (_, index) => ({ id: index + 1, messageId: index + 101 }));

const openWith = async (
  series: (typeof seriesUnderTest)[number],
  forbids: Forbids,
  http: Partial<OdooHttpOptions> = {},
) => {
  const odoo = await createSmallOdoo(series);
  const server = await serve(odoo, { account: { login, key: apiKey, forbids }, ...http });
  const rpc = await open(odoo, server);
  const before = server.requests.length;
  return { find: async (some = mails) => rpc.findForbidden?.(some), calls: () => server.requests.length - before };
};

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test.each([
    ['none', () => false, []],
    [
      'whose message may not be written, mail by mail',
      (model, id, operation) => model === 'mail.message' && operation === 'write' && id > 101 && id !== 105,
      [2, 3, 4, 6, 7],
    ],
    [
      'whose message may not be read',
      (model, id, operation) => model === 'mail.message' && operation === 'read' && id === 107,
      [7],
    ],
    [
      'that may not be written itself',
      (model, id, operation) => model === 'mail.mail' && operation === 'write' && id === 1,
      [1],
    ],
    [
      'that may not be read itself',
      (model, id, operation) => model === 'mail.mail' && operation === 'read' && id === 3,
      [3],
    ],
    ['all', () => true, [1, 2, 3, 4, 5, 6, 7]],
  ] as const satisfies readonly (readonly [string, Forbids, readonly number[]])[])(
    'names the mails that the account may not handle: %s',
    async (_name, forbids, expected) => {
      const { find } = await openWith(series, forbids);
      expect(await find()).toEqual({ ids: expected, unasked: 0, isUnknown: false });
    },
  );
});

test('of many that it may, Odoo is asked at once', async () => {
  const { find, calls } = await openWith(18, () => false);
  await find();
  expect(calls()).toBe(4);
});

test('of very many that it may not, the last are left to the queue unasked', async () => {
  const { find } = await openWith(17, () => true);
  const many = Array.from({ length: 800 }, (_, index) => ({ id: index + 1, messageId: index + 1 }));
  const found = await find(many);
  expect(found?.ids).toEqual(many.map(({ id }) => id));
  expect(found?.unasked).toBeGreaterThan(0);
  expect(found?.unasked).toBeLessThan(800);
});

test('an exception that is no refusal of access, as for a deleted document, forbids that mail', async () => {
  const { find } = await openWith(17, () => false, {
    intercept: ({ body }, response) => {
      const text = JSON.stringify(body);
      if (!text.includes('check_access_rule') || !/\[\[?[^\]]*\b104\b/.test(text)) return false;
      const data = { name: 'odoo.exceptions.MissingError', message: 'Record does not exist or has been deleted.' };
      const error = { code: 200, message: 'Odoo Server Error', data };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ jsonrpc: '2.0', id: null, error }));
      return true;
    },
  });
  expect(await find()).toEqual({ ids: [4], unasked: 0, isUnknown: false });
});

test('an Odoo that knows no such question leaves it unknown', async () => {
  const { find } = await openWith(19, () => true, {
    intercept: ({ path }, response) => {
      if (!/\/(?:has_access|check_access|check_access_rule)$/.test(path)) return false;
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ name: 'werkzeug.exceptions.NotFound', message: 'no such method', arguments: [] }));
      return true;
    },
  });
  expect(await find()).toEqual({ ids: [], unasked: 0, isUnknown: true });
});
