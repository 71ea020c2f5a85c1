import { expect, test } from 'vitest';
import { readConfiguration } from '../../source/target/odoo-conf/conf-settings.ts';
import { chooseSendNow } from '../../source/world/choose-send-now.ts';
import { createSmallOdoo } from '../demo/queue-runner/small-odoo.ts';
import { apiKey, login, serve } from '../services/rpc/small-rpc.ts';
import { captureContext } from '../support/command-context.ts';

const uuid = null;

test('without an option there is no way but the queue', async () => {
  const { context } = captureContext();
  expect(await chooseSendNow(context, {}, { name: 'acme', uuid })).toBeUndefined();
});

test('over HTTP the key comes from ODOO_API_KEY', async () => {
  const odoo = await createSmallOdoo(18);
  const { url } = await serve(odoo);
  const { context } = captureContext({ odooUrl: url, odooLogin: login }, { env: { ODOO_API_KEY: `${apiKey}\n` } });
  const way = await chooseSendNow(context, {}, { name: odoo.database.name, uuid });
  expect(way?.way).toBe(`over JSON-RPC as ${login} at ${url.origin}, Odoo 18.0`);
});

test.each([
  ['[options]\nworkers = 4', 130_000],
  ['[options]\nworkers = 4\nlimit_time_real = 1200', 1_210_000],
  ['[options]\nworkers = 4\nlimit_time_real = 0', undefined],
  // Threads: a request that is past its time is let to its end.
  ['[options]\nlimit_time_real = 120', undefined],
])(
  'over HTTP a request has surely ended some seconds after its limit, where a worker has one: %j',
  async (text, ends) => {
    const odoo = await createSmallOdoo(18);
    const { url } = await serve(odoo);
    const { context } = captureContext({ odooUrl: url, odooLogin: login }, { env: { ODOO_API_KEY: apiKey } });
    const configuration = readConfiguration({ path: '/etc/odoo.conf', text, faults: [] });
    const way = await chooseSendNow(context, { configuration }, { name: odoo.database.name, uuid });
    expect(way?.endsWithinMs).toBe(ends);
  },
);

test('over HTTP without a key and without a terminal a sentence says what is missing', async () => {
  const { context } = captureContext({ odooUrl: new URL('http://127.0.0.1:1'), odooLogin: login });
  await expect(chooseSendNow(context, {}, { name: 'acme', uuid })).rejects.toThrow('$ODOO_API_KEY is not set');
});

test('the shell needs an odoo.conf', async () => {
  const { context } = captureContext({ odooBin: '/usr/bin/odoo' });
  await expect(chooseSendNow(context, {}, { name: 'acme', uuid })).rejects.toThrow('needs the odoo.conf');
});
