import { describe, expect, test, vi } from 'vitest';
import { runExplain } from '../../../source/cli/verbs/explain.ts';
import { causeIds } from '../../../source/domain/finding/cause-id.ts';
import { captureContext } from '../../support/command-context.ts';
import { outerSeries } from '../../support/postgres.ts';
import { openSickWorld, type SickWorld } from '../../support/sick-world.ts';

// The first test that wants a version's database waits until it is filled.
vi.setConfig({ testTimeout: 120_000 });

interface Document {
  readonly mail: { readonly id: number | null; readonly state: string | null } | null;
  readonly conclusion: {
    readonly status: string;
    readonly cause: string | null;
    readonly summary: string;
    readonly say: string;
  };
  readonly nextStep: { readonly command: string | null } | null;
  readonly parts: readonly { readonly id: string; readonly status: string; readonly lines: readonly string[] }[];
}

const explain = async (world: SickWorld, text: string): Promise<{ status: number; story: Document }> => {
  const { context, output } = captureContext({ ...world.options, format: 'json' });
  const status = await runExplain(context, { text });
  return { status, story: JSON.parse(output()) };
};

/** A mail that a scenario is about: one that failed, else one that waits, else one that has left. */
const findAffected = async (world: SickWorld): Promise<string> => {
  const [row] = await world.database.query<{ id: number }>(
    `select id from mail_mail order by array_position(array['exception', 'outgoing', 'sent']::varchar[], state), id desc limit 1`,
  );
  return String(row?.id);
};

/** What is not there cannot be named by its id, and a waiting mail is what these are about. */
const texts: Readonly<Record<string, (world: SickWorld) => Promise<string>>> = {
  feeders: async () => 'no-such-invoice',
  cron: (world) => newestIn(world, 'outgoing'),
  scheduled: (world) => newestIn(world, 'outgoing'),
  'no-server': (world) => newestIn(world, 'outgoing'),
  beyond: (world) => newestIn(world, 'sent'),
};

const newestIn = async (world: SickWorld, state: string): Promise<string> => {
  const [row] = await world.database.query<{ id: number }>(
    'select id from mail_mail where state = $1 order by id desc limit 1',
    [state],
  );
  return row === undefined ? await findAffected(world) : String(row.id);
};

describe.each(outerSeries)('Odoo %i', (series) => {
  test.each(causeIds)('%s: an affected mail names it as its cause', async (scenario) => {
    const world = await openSickWorld({ series, scenario });
    const { story } = await explain(world, await (texts[scenario] ?? findAffected)(world));
    expect([story.conclusion.cause, story.conclusion.summary]).toEqual([scenario, expect.any(String)]);
    expect(story.conclusion.say).not.toBe('');
    expect(world.received()).toEqual([]);
  });

  test('bounces: a mail that came back says so, and that more do than usual', async () => {
    const world = await openSickWorld({ series, scenario: 'bounces' });
    const table = series >= 15 ? 'mail_notification' : 'mail_message_res_partner_needaction_rel';
    const [bounced] = await world.database.query<{ id: number }>(
      `select m.id from mail_mail m join ${table} n on n.mail_message_id = m.mail_message_id
       where n.notification_status = 'bounce' order by m.id desc limit 1`,
    );
    const { story } = await explain(world, String(bounced?.id));
    expect(story.conclusion).toMatchObject({ status: 'fail', cause: 'beyond' });
    const told = story.parts.find(({ id }) => id === 'bounces');
    expect(told?.status).toBe('fail');
    expect(told?.lines[0]).toMatch(series >= 15 ? /: it came back \(.+\): ".*5\.7\.26/ : /: it came back$/);
    expect(told?.lines.join('\n')).toContain('came back since this contact last wrote to Odoo');
  });

  test('a healthy waiting mail says when it leaves', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    const { status, story } = await explain(world, await newestIn(world, 'outgoing'));
    expect(story.conclusion).toMatchObject({ status: 'ok', cause: null });
    expect(story.conclusion.summary).toMatch(
      /^It leaves (?:within a minute|at about (?:\S+ ){0,2}\d\d:\d\d): the queue runs every /,
    );
    expect(status).toBe(0);
  });
});
