import { describe, expect, test } from 'vitest';
import { seriesUnderTest } from '../../support/postgres.ts';
import { startBehaviour } from '../smtp/start-behaviour.ts';
import { createSmallOdoo } from './small-odoo.ts';
import { runOnce } from './start-runner.ts';

const failed = { state: 'exception', failure_type: 'unknown' } as const;
const served = { status: 'sent', failure_type: null, failure_reason: '' } as const;

/** An Odoo 20 whose server knows everybody but people called nobody, with partners of both kinds. */
const createOdoo20 = async (behaviour: 'good' | 'recipient-unknown') => {
  const server = await startBehaviour(behaviour);
  const odoo = await createSmallOdoo(20);
  await odoo.addServer({ port: server.port });
  const add = (name: string) => odoo.addPartner(name, `${name.toLowerCase()}@customer.example`);
  return { odoo, server, ann: await add('Ann'), bob: await add('Bob'), nobody: await add('Nobody') };
};

describe('Partners in copy (20)', () => {
  test('each gets a message of their own that names them in Cc alone', async () => {
    const { odoo, server, ann, bob } = await createOdoo20('good');
    const mail = await odoo.queueMail({ partners: [ann], copies: [bob] });

    expect(await runOnce(odoo, mail)).toEqual({ state: 'sent', failure_reason: null, failure_type: null });

    expect(server.messages.map(({ recipients }) => recipients)).toEqual([
      ['ann@customer.example'],
      ['bob@customer.example'],
    ]);
    expect(await odoo.readNotifications(mail)).toMatchObject([
      { partner: ann, ...served },
      { partner: bob, ...served },
    ]);
  });

  test('somebody who is in To as well gets one message', async () => {
    const { odoo, server, ann } = await createOdoo20('good');
    const mail = await odoo.queueMail({ partners: [ann], copies: [ann] });

    expect(await runOnce(odoo, mail)).toMatchObject({ state: 'sent' });
    expect(server.messages.map(({ recipients }) => recipients)).toEqual([['ann@customer.example']]);
  });

  test('a mail with nobody but them is sent', async () => {
    const { odoo, server, ann, bob } = await createOdoo20('good');
    const mail = await odoo.queueMail({ copies: [ann, bob] });

    expect(await runOnce(odoo, mail)).toMatchObject({ state: 'sent' });
    expect(server.messages.map(({ recipients }) => recipients)).toEqual([
      ['ann@customer.example'],
      ['bob@customer.example'],
    ]);
  });

  test('one who is refused makes the mail fail, and who stands in To has a copy', async () => {
    const { odoo, server, ann, nobody } = await createOdoo20('recipient-unknown');
    const mail = await odoo.queueMail({ partners: [ann], copies: [nobody] });

    const { failure_reason: reason, ...state } = (await runOnce(odoo, mail)) ?? {};
    expect(state).toEqual(failed);
    expect(reason).toMatch(
      /^Mail Delivery Failed\nMail delivery failed via SMTP server 'Port \d+'\.\nSMTPRecipientsRefused/,
    );
    expect(server.messages.map(({ recipients }) => recipients)).toEqual([['ann@customer.example']]);
    expect(await odoo.readNotifications(mail)).toEqual([
      { partner: ann, ...served },
      { partner: nobody, status: 'exception', failure_type: 'unknown', failure_reason: reason },
    ]);
  });

  test('one who is refused where nobody else is on the mail leaves it without any copy', async () => {
    const { odoo, server, nobody } = await createOdoo20('recipient-unknown');
    const mail = await odoo.queueMail({ copies: [nobody], notifies: false });

    expect(await runOnce(odoo, mail)).toMatchObject(failed);
    expect(server.messages).toEqual([]);
  });

  test('one without an address counts as missing, in To as invalid', async () => {
    const { odoo } = await createOdoo20('good');
    const silent = await odoo.addPartner('Silent', null);
    const inCopy = await odoo.queueMail({ copies: [silent] });
    const inTo = await odoo.queueMail({ partners: [silent] });

    await runOnce(odoo, inTo);

    expect(await odoo.readMail(inCopy)).toMatchObject({ state: 'exception', failure_type: 'mail_email_missing' });
    expect(await odoo.readMail(inTo)).toMatchObject({ state: 'exception', failure_type: 'mail_email_invalid' });
  });
});

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test('a plain Cc beside a partner is written to with each message, from 17 on once and apart', async () => {
    const good = await startBehaviour('good');
    const odoo = await createSmallOdoo(series);
    await odoo.addServer({ port: good.port });
    const ann = await odoo.addPartner('Ann', 'ann@customer.example');
    const mail = await odoo.queueMail({ partners: [ann], emailCc: 'cc@customer.example' });

    expect(await runOnce(odoo, mail)).toMatchObject({ state: 'sent' });
    expect(good.messages.map(({ recipients }) => recipients)).toEqual(
      series >= 17
        ? [['cc@customer.example'], ['ann@customer.example']]
        : [['ann@customer.example', 'cc@customer.example']],
    );
  });
});
