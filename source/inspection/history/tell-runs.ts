import type { CheckContext } from '../../checks/context.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { readLogRecords } from '../../checks/measure/log-records.ts';
import { type LoggedRun, readRuns } from '../../domain/odoo/log-runs.ts';
import { countTroubles } from '../../domain/odoo/log-troubles.ts';
import { countOf } from '../../domain/wording/count.ts';
import type { Happening } from './history.ts';

const common = { kind: 'run', record: null, by: null, values: [] } as const;

/** The runs that ended badly, each that is like the one before it counted with it. */
export const tellRuns = (runs: readonly LoggedRun[]): readonly Happening[] => {
  const bad = runs.flatMap((run, index) => {
    const at = run.endedAt ?? run.startedAt;
    return at === null || (run.outcome !== 'failed' && run.outcome !== 'cut') ? [] : [{ ...run, at, index }];
  });
  const groups: (typeof bad)[] = [];
  for (const each of bad) {
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && last.index === each.index - 1 && last.words === each.words) groups.at(-1)?.push(each);
    else groups.push([each]);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const what = first.outcome === 'failed' ? 'failed' : 'was cut short';
    const often = group.length === 1 ? '' : ` (${countOf(group.length, 'time')} in a row)`;
    return [
      {
        ...common,
        at: first.at,
        words: `A run of the queue ${what}${often}: ${first.words ?? 'nothing more is logged'}`,
      },
    ];
  });
};

/** What Odoo's log tells of the queue's runs since then; one sentence where it cannot be read. */
export const readLoggedRuns = async (
  checks: CheckContext,
  since: Date,
): Promise<{ readonly happenings: readonly Happening[]; readonly unseen: readonly string[] }> => {
  const [log, queue] = await Promise.all([
    readLogRecords(checks, since),
    ifPossible(checks, checks.odoo.queueCron({ signal: checks.signal })),
  ]);
  if (log.kind === 'unread') return { happenings: [], unseen: [log.sentence] };
  const { database } = checks.target.address;
  const { skipped } = countTroubles(log.records, database);
  const runs =
    queue === undefined || queue.kind === 'missing'
      ? []
      : readRuns(log.records, { id: queue.cron.id, name: queue.cron.name, database });
  const passed =
    skipped === null
      ? []
      : [
          {
            ...common,
            at: skipped.at,
            words: `Odoo passed this database over ${skipped.why} (${countOf(skipped.count, 'time')}, then for the last time)`,
          },
        ];
  return { happenings: [...tellRuns(runs), ...passed].filter(({ at }) => at >= since), unseen: [] };
};
