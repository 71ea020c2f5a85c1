import { titleOf } from '../../domain/replies/title.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { formatDuration } from '../../domain/wording/duration.ts';
import { hourMs } from '../../lib/time-units.ts';
import type { RuleSetting, RuleSettings } from '../config/config.ts';
import type { DatabaseState, QueueLook, RuleJudgement } from '../state.ts';
import type { RuleId } from './rule-id.ts';

/** The rules that a cheap look at the queue answers. */
export const lookRules = ['database', 'oldest-waiting', 'growth', 'new-failures', 'queue-runner'] as const;

type LookRule = (typeof lookRules)[number];

/** A run of some scheduled action may keep the queue's from starting for this long, whatever the limit says, ms. */
const longestRunMs = 2 * hourMs;

/** How the rules stand after a look. */
export const judgeLook = (state: DatabaseState, rules: RuleSettings, now: number): readonly RuleJudgement[] => {
  const { look, trouble } = state;
  const isUnread = trouble !== null || look === null;
  return lookRules.flatMap((rule) => {
    const setting = rules[rule];
    if (setting === undefined) return [];
    if (rule === 'database') return [judgeDatabase(trouble)];
    return isUnread ? [unknown(rule, trouble ?? 'not looked at yet')] : judges[rule](state, look, setting, now);
  });
};

const judgement = (rule: RuleId, level: RuleJudgement['level'], sentence: string, subject = ''): RuleJudgement => ({
  rule,
  subject,
  level,
  sentence,
});

const unknown = (rule: RuleId, why: string): RuleJudgement => judgement(rule, 'unknown', why);

const judgeDatabase = (trouble: string | null): RuleJudgement =>
  trouble === null ? judgement('database', 'ok', 'The database can be read.') : judgement('database', 'fail', trouble);

type Judge = (state: DatabaseState, look: QueueLook, setting: RuleSetting, now: number) => readonly RuleJudgement[];

const judgeOldest: Judge = (_state, look, { above = 0 }, now) => {
  const rule = 'oldest-waiting';
  if (look.neutralized) return [judgement(rule, 'ok', 'This is a neutralized copy, which sends nothing on purpose.')];
  if (look.oldestOutgoingAt === null) return [judgement(rule, 'ok', 'No mail waits.')];
  const age = now - look.oldestOutgoingAt;
  const words = `The oldest of ${countOf(look.outgoing, 'waiting mail')} has waited for ${formatDuration(age)}`;
  return [
    age > above
      ? judgement(rule, 'fail', `${words}; the limit is ${formatDuration(above)}.`)
      : judgement(rule, 'ok', `${words}.`),
  ];
};

const judgeGrowth: Judge = ({ samples }, look, { above = 0, within = hourMs }, now) => {
  const since = now - within;
  const rule = 'growth';
  // The newest of those that are old enough: what grew in a shorter time than that grew within it as well.
  const base = samples.findLast(([at]) => at <= since) ?? samples[0];
  if (base === undefined) return [unknown(rule, 'There is nothing yet to compare the queue with.')];
  const more = look.outgoing - base[1];
  const time = formatDuration(now - base[0]);
  return [
    more > above
      ? judgement(
          rule,
          'warn',
          `${countOf(more, 'more mail waits', 'more mails wait')} than ${time} ago: ${formatCount(look.outgoing)}.`,
        )
      : judgement(
          rule,
          'ok',
          `${countOf(look.outgoing, 'mail waits', 'mails wait')}, ${formatCount(base[1])} did ${time} ago.`,
        ),
  ];
};

const judgeFailures: Judge = ({ lately, mark }, _look, { above = 0, within = hourMs, classes }, now) => {
  const rule = 'new-failures';
  if (mark === null) return [unknown(rule, 'When mails failed is not stored in this database.')];
  const recent = lately.filter((batch) => batch.at > now - within && (classes?.includes(batch.class) ?? true));
  return [...Map.groupBy(recent, (batch) => batch.class)].map(([failureClass, batches]) => {
    const count = batches.reduce((sum, batch) => sum + batch.count, 0);
    const words = `${countOf(count, 'mail')} failed within ${formatDuration(within)}: ${titleOf(failureClass)}`;
    const sample = batches.at(-1)?.sample ?? '';
    return count > above
      ? judgement(rule, 'fail', `${words}. The server said: ${sample}`, failureClass)
      : judgement(rule, 'ok', `${words}; that is within the limit.`, failureClass);
  });
};

const judgeRunner: Judge = (_state, look, { above = 0 }, now) => {
  const rule = 'queue-runner';
  const { cron, cronUnread, neutralized } = look;
  if (neutralized) return [judgement(rule, 'ok', 'This is a neutralized copy, which sends nothing on purpose.')];
  if (cronUnread !== null) return [unknown(rule, cronUnread)];
  if (cron === null) return [judgement(rule, 'fail', 'The Email Queue Manager is deleted: nothing sends the queue.')];
  if (!cron.active)
    return [judgement(rule, 'fail', 'The Email Queue Manager is switched off: nothing sends the queue.')];
  const late = cron.nextCall === null ? 0 : now - cron.nextCall;
  if (late <= above) return [judgement(rule, 'ok', 'The queue runner runs when it should.')];
  const words = `The queue runner is ${formatDuration(late)} late`;
  return cron.othersRun && late < longestRunMs
    ? [unknown(rule, `${words}, but scheduled actions are running.`)]
    : [judgement(rule, 'fail', `${words}: Odoo does not run its scheduled actions.`)];
};

const judges: Readonly<Record<Exclude<LookRule, 'database'>, Judge>> = {
  'oldest-waiting': judgeOldest,
  growth: judgeGrowth,
  'new-failures': judgeFailures,
  'queue-runner': judgeRunner,
};
