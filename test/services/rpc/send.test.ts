import { describe, expect, test } from 'vitest';
import { createSmallOdoo, type SmallOdoo } from '../../demo/queue-runner/small-odoo.ts';
import { startBehaviour } from '../../demo/smtp/start-behaviour.ts';
import type { OdooHttpOptions, SeenRequest } from '../../support/odoo-http.ts';
import { seriesUnderTest } from '../../support/postgres.ts';
import { apiKey, open, sendAll, serve } from './small-rpc.ts';

/** Whether a request calls `mail.mail.send`, whatever the interface. */
const isSend = ({ path, body }: SeenRequest): boolean =>
  path === '/json/2/mail.mail/send' || JSON.stringify(body).includes('"mail.mail","send"');

const queueMails = async (odoo: SmallOdoo, count: number): Promise<readonly number[]> => {
  const ids: number[] = [];
  for (let index = 0; index < count; index += 1) {
    ids.push(await odoo.queueMail({ emailTo: `customer${index}@example.net` }));
  }
  return ids;
};

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test('sends the mails it is told to, and no other, twenty a call', async () => {
    const relay = await startBehaviour('good');
    const odoo = await createSmallOdoo(series);
    await odoo.addServer({ port: relay.port });
    const bystander = await odoo.queueMail({ emailTo: 'bystander@example.net' });
    const ids = await queueMails(odoo, 21);
    const server = await serve(odoo);

    const outcomes = await sendAll(await open(odoo, server), ids);

    expect(outcomes).toEqual([
      { kind: 'done', ids: ids.slice(0, 20) },
      { kind: 'done', ids: ids.slice(20) },
    ]);
    expect(relay.messages).toHaveLength(21);
    expect(await odoo.readMail(bystander)).toMatchObject({ state: 'outgoing' });
    // Each mail is committed by itself, so that a call which dies half-way does not send twice.
    expect(
      server.requests.filter(isSend).every(({ body }) => JSON.stringify(body).includes('"auto_commit":true')),
    ).toBe(true);
  });

  test('mails are put back, cancelled and deleted through Odoo', async () => {
    const odoo = await createSmallOdoo(series);
    const [one = 0, two = 0] = await queueMails(odoo, 2);
    const rpc = await open(odoo, await serve(odoo));
    await rpc.cancel([one, two]);
    await rpc.markOutgoing([two]);
    expect([await odoo.readMail(one), await odoo.readMail(two)]).toMatchObject([
      { state: 'cancel' },
      { state: 'outgoing' },
    ]);
    await rpc.unlink([one]);
    expect(await odoo.readMail(one)).toBeUndefined();
  });
});

describe('a call to send that goes wrong', () => {
  /** Answers all calls truly but the second send, and the second one by `fail`. */
  const failing = async (fail: NonNullable<OdooHttpOptions['intercept']>, series: 17 | 19 = 17) => {
    let sends = 0;
    const odoo = await createSmallOdoo(series);
    const server = await serve(odoo, {
      intercept: (request, response) => isSend(request) && ++sends === 2 && fail(request, response),
    });
    const ids = Array.from({ length: 41 }, (_, index) => index + 1);
    return { ids, outcomes: await sendAll(await open(odoo, server), ids) };
  };

  test('leaves its mails unknown when the proxy gave up waiting, and the rest alone', async () => {
    const { ids, outcomes } = await failing((_request, response) => {
      response.writeHead(504, { 'content-type': 'text/html' }).end('<html>504 Gateway Time-out</html>');
      return true;
    });
    expect(outcomes).toMatchObject([
      { kind: 'done', ids: ids.slice(0, 20) },
      { kind: 'unknown', ids: ids.slice(20, 40), words: expect.stringMatching(/HTTP 504 .*grew tired of waiting/) },
      { kind: 'not-tried', ids: ids.slice(40) },
    ]);
  });

  test.each([
    ['Cloudflare gave up', 524, 'text/html', '<html>A timeout occurred</html>'],
    ['a gateway gave up, in JSON', 504, 'application/json', '{"message":"The upstream server is timing out"}'],
  ])('leaves its mails unknown when %s', async (_who, status, type, body) => {
    const { outcomes } = await failing((_request, response) => {
      response.writeHead(status, { 'content-type': type }).end(body);
      return true;
    });
    expect(outcomes[1]).toMatchObject({ kind: 'unknown', words: expect.stringContaining(`HTTP ${status} from`) });
  });

  test('leaves its mails unknown when the worker dies', async () => {
    const { outcomes } = await failing((_request, response) => {
      response.destroy();
      return true;
    });
    expect(outcomes[1]).toMatchObject({
      kind: 'unknown',
      words: expect.stringContaining('broke the connection before it answered'),
    });
  });

  test('is refused in the words that Odoo raised, without the key', async () => {
    const { outcomes } = await failing((_request, response) => {
      const data = { name: 'odoo.exceptions.UserError', message: `No\nserver for ${apiKey}`, debug: apiKey };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: 200, message: 'Odoo Server Error', data } }),
      );
      return true;
    });
    expect(outcomes[1]).toMatchObject({ kind: 'refused', words: 'Odoo said: No server for ••••.' });
  });

  test('is refused where JSON-2 tells an exception with HTTP 500', async () => {
    const { outcomes } = await failing((_request, response) => {
      const raised = {
        name: 'smtplib.SMTPServerDisconnected',
        message: 'Connection unexpectedly closed',
        arguments: [],
      };
      response.writeHead(500, { 'content-type': 'application/json' }).end(JSON.stringify(raised));
      return true;
    }, 19);
    expect(outcomes[1]).toMatchObject({
      kind: 'refused',
      words: 'Odoo said: SMTPServerDisconnected: Connection unexpectedly closed.',
      hasBegun: true,
    });
  });
});

test('what is no id of a row is never sent', async () => {
  const odoo = await createSmallOdoo(17);
  const server = await serve(odoo);
  const rpc = await open(odoo, server);
  await expect(sendAll(rpc, [1, 2.5])).rejects.toThrow('2.5 is not the id of a mail');
  expect(server.requests.filter(isSend)).toEqual([]);
});
