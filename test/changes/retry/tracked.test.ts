import { describe, expect, test } from 'vitest';
import { planRetry } from '../../../source/changes/retry/plan-retry.ts';
import { usualMaxAgeMs } from '../../../source/changes/retry/retry-options.ts';
import type { SmallOdoo } from '../../demo/queue-runner/small-odoo.ts';
import { startBehaviour } from '../../demo/smtp/start-behaviour.ts';
import { installTracking, trackCopy, unknownRecipient, withoutReason, wrapped } from '../../support/mail-tracking.ts';
import { createConsoleOdoo, failMail } from '../console-odoo.ts';
import { openRetryWorld } from '../open-retry-world.ts';

const plan = async (odoo: SmallOdoo, ids: readonly number[]) =>
  planRetry(
    await openRetryWorld(odoo.database.dsn),
    ids,
    { include: new Set(), maxAgeMs: usualMaxAgeMs, canary: true },
    { signal: new AbortController().signal },
  );

const openTracked = async (series: 14 | 16 | 18) => {
  const server = await startBehaviour('good');
  const odoo = await createConsoleOdoo(series);
  await odoo.addServer({ port: server.port });
  await odoo.database.query(installTracking);
  return odoo;
};

const data = wrapped("SMTPDataError: (451, b'4.3.0 queue file write error')");

describe.each([14, 16, 18] as const)("Odoo %i with OCA's mail_tracking", (series) => {
  test('a mail whose refusal stands there is judged by it, and the line that broke by that', async () => {
    const odoo = await openTracked(series);
    const make = async (error: readonly [string, string] | null, state = 'error'): Promise<number> => {
      const id = await failMail(odoo, { emailTo: 'x@customer.example' }, withoutReason);
      if (error !== null)
        await odoo.database.query(trackCopy({ mail: id, address: 'x@customer.example', state, error }));
      return id;
    };
    const gone = await make(unknownRecipient('x@customer.example'));
    const temporary = await make(data);
    const cut = await make(['SMTPServerDisconnected', 'Connection unexpectedly closed']);
    const late = await make(['TimeoutError', 'timed out']);
    const after = await make(['SMTPServerDisconnected', 'please run connect() first']);
    const silent = await make(null);
    const taken = await make(data, 'sent');
    const { setAside, ids } = await plan(odoo, [gone, temporary, cut, late, after, silent, taken]);

    expect(Object.fromEntries(setAside.map((each) => [each.reason, each.ids]))).toEqual({
      'refused-for-good': [gone],
      'may-be-delivered': [cut, late, silent, taken],
    });
    expect(ids).toEqual([temporary, after]);
  });

  test('of several recipients each has an outcome of their own: who was served is taken off', async () => {
    const odoo = await openTracked(series);
    const ann = await odoo.addPartner('Ann', 'ann@customer.example');
    const bob = await odoo.addPartner('Bob', 'bob@customer.example');
    const mail = await failMail(odoo, { partners: [ann, bob] }, withoutReason);
    await odoo.database.query(trackCopy({ mail, partner: ann, address: 'ann@customer.example', state: 'opened' }));
    await odoo.database.query(trackCopy({ mail, partner: bob, state: 'error', error: data }));
    const preview = await plan(odoo, [mail]);

    expect(preview).toMatchObject({ ids: [mail], setAside: [], servedRecipients: 1 });
    expect(preview.plan?.transactions[0]).toMatchObject([
      { kind: 'delete-rows', rows: [{ mail_mail_id: String(mail), res_partner_id: String(ann) }] },
      { kind: 'update-rows' },
    ]);
  });

  test('the newest attempt of a copy counts, and one copy that was cut off withholds the mail', async () => {
    const odoo = await openTracked(series);
    const ann = await odoo.addPartner('Ann', 'ann@customer.example');
    const bob = await odoo.addPartner('Bob', 'bob@customer.example');
    const cut = ['SMTPServerDisconnected', 'Connection unexpectedly closed'] as const;
    const [again, open] = [
      await failMail(odoo, { partners: [ann, bob] }, withoutReason),
      await failMail(odoo, { partners: [ann, bob] }, withoutReason),
    ];
    await odoo.database.query(
      [
        trackCopy({ mail: again, partner: ann, state: 'error', error: cut }),
        trackCopy({ mail: again, partner: bob, state: 'error', error: data }),
        trackCopy({ mail: again, partner: ann, state: 'error', error: data }),
        trackCopy({ mail: again, partner: bob, state: 'error', error: data }),
        trackCopy({ mail: open, partner: ann, state: 'error', error: cut }),
        trackCopy({ mail: open, partner: bob, state: 'error', error: data }),
      ].join(';'),
    );
    const { ids, setAside } = await plan(odoo, [again, open]);

    expect(ids).toEqual([again]);
    expect(setAside).toMatchObject([{ reason: 'may-be-delivered', ids: [open] }]);
  });
});
