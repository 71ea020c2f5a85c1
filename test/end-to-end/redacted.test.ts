import { expect, test, vi } from 'vitest';
import { answerQuestion } from '../../source/agent/answer-question.ts';
import { createSession } from '../../source/agent/session.ts';
import { tools } from '../../source/agent/tools/index.ts';
import { runCheckCommand } from '../../source/cli/verbs/check.ts';
import { runHistory } from '../../source/cli/verbs/history.ts';
import { runPrevent } from '../../source/cli/verbs/prevent.ts';
import { chooseCauses, examine } from '../../source/inquiry/examine.ts';
import { createTurns } from '../../source/lib/turns.ts';
import { formatCheckAnswers } from '../../source/output/check/answers.ts';
import { createRefusedSecrets } from '../../source/services/smtp/refused-secrets.ts';
import type { Command, GlobalOptions } from '../../source/world/command.ts';
import { findDatabases } from '../../source/world/open-target.ts';
import { captureContext } from '../support/command-context.ts';
import { openSickWorld, type SickWorld } from '../support/sick-world.ts';

// The first test that wants a version's database waits until it is filled.
vi.setConfig({ testTimeout: 180_000 });

const letters = (id: string): string => `translate(${id}::text, '0123456789', 'abcdefghij')`;
const marked = (what: string, id = 'id'): string => `'Zqmark${what}' || ${letters(id)}`;
const withName = (column: string, what: string): string => `
  update ${column.split('.')[0]} set ${column.split('.')[1]} = (
    select string_agg('"' || ${marked(what, `${column.split('.')[0]}.id`)} || ' Zqmarkfamily" <' || address[1] || '>', ', ')
    from regexp_matches(${column.split('.')[1]}, '([^\\s",;:<>()]+@[^\\s",;:<>()]+)', 'g') as address)
  where ${column.split('.')[1]} ~ '@';`;

/** Whoever has a name in this database has one that nothing else has: it begins with Zqmark. Addresses stay as they are. */
const seeds = `
  update res_partner set name = ${marked('partner')} || ' Zqmarkfamily';
  update res_users set login = ${marked('login')} where login !~ '@' and id > 1;
  update mail_message set subject = 'Zqmarksubject' || ${letters('id')} || ' for Zqmarkcustomer ' || coalesce(substring(subject from '[A-Z]+/\\d+/\\d+'), ''),
    record_name = ${marked('record')};
  update ir_mail_server set smtp_user = ${marked('account')} where smtp_user !~ '@';
  update ir_attachment set name = ${marked('file')} || '.pdf' where res_field is null;
  update mail_alias set alias_name = lower(${marked('alias')}) where alias_domain_id is null;
  ${withName('mail_message.email_from', 'from')}
  ${withName('mail_mail.email_to', 'to')}
  ${withName('mail_mail.email_cc', 'cc')}
  ${withName('mail_message.reply_to', 'reply')}`;

const openSeeded = async (scenario: string): Promise<SickWorld> => {
  const world = await openSickWorld({ series: 18, scenario });
  await world.database.query(seeds);
  return world;
};

/** A name with what stands around it, for whoever reads the failure. */
const markers = /.{0,60}zqmark\w*.{0,20}/gi;

const print = async <Arguments>(
  command: Command<Arguments>,
  args: Arguments,
  options: Partial<GlobalOptions>,
): Promise<string> => {
  const { context, output } = captureContext(options);
  await command(context, args);
  return output();
};

interface Verb {
  readonly name: string;
  readonly run: (world: SickWorld, redact: boolean) => Promise<string>;
}

/** One run of the causes, and what `check` prints of it in each format. */
const examineWorld = async (world: SickWorld) => {
  const { context } = captureContext(world.options);
  const { target, addresses } = await findDatabases(context);
  const [address] = addresses;
  if (address === undefined) throw new Error('The world has no database.');
  const report = await examine(context, {
    address,
    target,
    chosen: chooseCauses([]),
    refusedSecrets: createRefusedSecrets(),
    tryLogin: false,
    withPrevention: true,
  });
  return (format: 'text' | 'json' | 'markdown' | 'nagios', redact: boolean): string =>
    formatCheckAnswers([{ report }], {
      ...context.options,
      format,
      redact,
      verbose: true,
      allEvidence: true,
      several: false,
    });
};

const prevent = (format: Partial<GlobalOptions>): Verb => ({
  name: `prevent, ${format.format}`,
  run: (world, redact) => print(runPrevent, { precautions: [], redact }, { ...world.options, ...format }),
});

const history = (format: 'text' | 'json' | 'csv'): Verb => ({
  name: `history, ${format}`,
  run: (world, redact) => print(runHistory, { redact, since: '1w' }, { ...world.options, format }),
});

/** What an agent gets for each of those questions. */
const askAgent = async (world: SickWorld): Promise<readonly (readonly [string, string])[]> => {
  const { context } = captureContext(world.options);
  const session = { ...createSession(context, { fullAddresses: false }), turns: createTurns() };
  const [failed] = await world.database.query<{ id: number }>(
    "select max(id) as id from mail_mail where state = 'exception'",
  );
  const questions: Readonly<Record<string, object>> = {
    check: { evidence: true },
    queue: { recent: 50 },
    find: { text: 'INV/2026', limit: 40 },
    explain: { mail: String(failed?.id), evidence: true },
    history: { since: '1w' },
    list_remedies: {},
    preview_retry: { include: ['old'] },
  };
  const answers: (readonly [string, string])[] = [];
  for (const [name, said] of Object.entries(questions)) {
    const tool = tools.find((each) => each.name === name);
    if (tool === undefined) throw new Error(`There is no tool ${name}.`);
    const answer = await answerQuestion(tool, session, said, new AbortController().signal);
    expect(answer.kind, `${name}: ${answer.text}`).toBe('answer');
    answers.push([`mcp ${name}`, JSON.stringify(answer)]);
  }
  return answers;
};

/** Those of which the documents differ: what a text says stands in them, too. */
const verbs: readonly Verb[] = [
  prevent({ format: 'json' }),
  prevent({ format: 'text', verbose: true, allEvidence: true }),
  history('text'),
  history('csv'),
];

test('no redacted answer on a queue with everything wrong names a person, be it a command’s or an agent’s', async () => {
  const world = await openSeeded('monday-morning');
  const check = await examineWorld(world);
  for (const format of ['text', 'json', 'markdown'] as const)
    expect.soft(check(format, true).match(markers), `check, ${format}`).toBeNull();
  for (const { name, run } of verbs) expect.soft((await run(world, true)).match(markers), name).toBeNull();
  for (const [name, told] of await askAgent(world)) expect.soft(told.match(markers), name).toBeNull();
  expect(check('nagios', false).match(markers)).not.toBeNull();
});

test('nor does one on recipients whose addresses are wrong', async () => {
  const world = await openSeeded('recipients');
  const check = await examineWorld(world);
  expect(check('json', false).match(markers)).not.toBeNull();
  expect(check('markdown', true).match(markers)).toBeNull();
  const redacted = { causes: [], redact: true };
  expect((await print(runCheckCommand, redacted, { ...world.options, format: 'json' })).match(markers)).toBeNull();
});
