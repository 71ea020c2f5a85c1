import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { runCheckCommand } from '../../source/cli/verbs/check.ts';
import { captureContext } from '../support/command-context.ts';
import { outerSeries } from '../support/postgres.ts';
import { answer, close, obliging, say, startScriptedSmtp } from '../support/scripted-smtp.ts';
import { openSickWorld, type SickWorld } from '../support/sick-world.ts';

vi.setConfig({ testTimeout: 180_000 });

const isThorough = process.env['ODOO_VERSIONS'] === 'all';

interface Document {
  readonly verdict: {
    readonly status: string;
    readonly cause: string | null;
    readonly nextSteps: readonly { readonly remedy: string | null }[];
  };
}

const oldest = `(select id from mail_mail where state = 'sent' order by id limit 40)`;
const longAgo = `(now() at time zone 'UTC') - interval '83 days'`;
const fail = (reason: string): string =>
  `update mail_mail set state = 'exception', failure_reason = $$${reason}$$, write_date = ${longAgo} where id in ${oldest}`;

/** Failures of long ago; mail has gone out since. */
const leftovers: Readonly<Record<string, string | undefined>> = {
  none: undefined,
  'an old refused password': fail('535\n5.7.8 Error: authentication failed'),
  'old bounces': fail("SMTPRecipientsRefused: {'gone@lost.example': (550, b'5.1.1 User unknown')}"),
  'interrupted mails': fail('Error without exception. Probably due do sending an email without computed recipients.'),
};

interface Fault {
  readonly cause: string;
  /** The remedy that mends it; null where somebody else must act. */
  readonly remedy: string | null;
  readonly set: string;
}

const lead = (port: number, others = ''): string =>
  `update ir_mail_server set smtp_port = ${port}${others} where active`;

const openFaults = async (world: SickWorld): Promise<Readonly<Record<string, Fault>>> => {
  const listed = await startScriptedSmtp([
    say('554 5.7.1 Service unavailable; client [192.0.2.7] blocked using zen.spamhaus.org'),
    close,
  ]);
  const late = await startScriptedSmtp([
    say('220 late.example ESMTP'),
    answer([/^RCPT TO:/, '553 5.7.1 Sender address rejected: not owned by user'], ...obliging),
  ]);
  onTestFinished(() => listed[Symbol.asyncDispose]());
  onTestFinished(() => late[Symbol.asyncDispose]());
  const { zoo } = world;
  const queue = `(select res_id from ir_model_data where module = 'mail' and name = 'ir_cron_mail_scheduler_action')`;
  return {
    refused: { cause: 'firewall', remedy: 'firewall.port', set: lead(zoo.smtpPort('closed')) },
    'a refused password': {
      cause: 'credentials',
      remedy: 'credentials.password',
      set: lead(zoo.smtpPort('bad-login')),
    },
    'the wrong encryption': {
      cause: 'tls',
      remedy: 'tls.mode',
      set: lead(zoo.smtpPort('plain'), ", smtp_encryption = 'ssl'"),
    },
    'the sender refused at RCPT': { cause: 'sender', remedy: 'sender.', set: lead(late.port) },
    'a name that leads nowhere': {
      cause: 'firewall',
      remedy: null,
      set: `update ir_mail_server set smtp_host = 'gone.acme.example' where active`,
    },
    'a blocklist in the greeting': { cause: 'dns', remedy: null, set: lead(listed.port) },
    'a queue that is off': {
      cause: 'cron',
      remedy: 'cron.activate',
      set: `update ir_cron set active = false where id = ${queue}`,
    },
  };
};

const check = async (world: SickWorld): Promise<Document['verdict']> => {
  const { context, output } = captureContext({ ...world.options, format: 'json' });
  await runCheckCommand(context, { causes: [], redact: false });
  return (JSON.parse(output()) as Document).verdict;
};

/** What the combinations change is put back between them, so that one database serves them all. */
const remember = async (world: SickWorld): Promise<() => Promise<void>> => {
  const tables = ['mail_mail', 'ir_mail_server', 'ir_cron'] as const;
  for (const table of tables) await world.database.query(`create table kept_${table} as table ${table}`);
  return async () => {
    for (const table of tables) {
      const columns = await world.database.query<{ name: string }>(
        `select quote_ident(attname) as name from pg_attribute
         where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attname <> 'id'`,
      );
      const list = columns.map(({ name }) => name).join(', ');
      const kept = columns.map(({ name }) => `kept.${name}`).join(', ');
      await world.database.query(
        `update ${table} t set (${list}) = row(${kept}) from kept_${table} kept where kept.id = t.id and t is distinct from kept`,
      );
    }
  };
};

const emptyQueue = `update mail_mail set state = 'cancel' where state = 'outgoing'`;

/** The statements of each combination; where it must be cheap, the queue is empty in every other one. */
const combine = (faults: Readonly<Record<string, Fault>>, turn: number) =>
  Object.entries(leftovers)
    .flatMap(([left, makeLeftovers]) =>
      Object.entries(faults).map(([name, fault]) => ({ left, name, fault, statements: [makeLeftovers, fault.set] })),
    )
    .flatMap((combination, index) => {
      const waiting = { ...combination, queue: 'waiting' };
      const empty = { ...combination, queue: 'empty', statements: [emptyQueue, ...combination.statements] };
      if (isThorough) return [waiting, empty];
      return (index + turn) % 2 === 0 ? [waiting] : [empty];
    });

describe.each(outerSeries)('Odoo %i', (version) => {
  test('the live fault is on top whatever is left of older trouble, and what mends it is the first step', async () => {
    const world = await openSickWorld({ series: version, scenario: 'healthy' });
    const restore = await remember(world);
    const wrong: string[] = [];
    for (const { left, name, fault, queue, statements } of combine(await openFaults(world), version)) {
      for (const statement of statements) if (statement !== undefined) await world.database.query(statement);
      const { cause, status, nextSteps } = await check(world);
      const first = nextSteps[0]?.remedy ?? '';
      const isRight = cause === fault.cause && status === 'fail' && first.startsWith(fault.remedy ?? '');
      if (!isRight || nextSteps.length === 0) wrong.push(`${left}, ${name}, ${queue}: ${cause} ${status} ${first}`);
      await restore();
    }
    expect(wrong).toEqual([]);
    expect(await check(world)).toMatchObject({ status: 'ok', cause: null });
  });
});
