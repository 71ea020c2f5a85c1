import { minuteMs } from '../../lib/time-units.ts';
import { rulesFor } from '../config/config.ts';
import type { DatabaseState } from '../state.ts';
import { alertSeverities } from './alert-severities.ts';
import { databaseFamilies } from './families.ts';
import type { DatabaseSight, MetricFamily, MonitorSnapshot, Sample } from './family.ts';
import { selfFamilies } from './self-families.ts';

export interface CollectedFamily extends Pick<MetricFamily<never>, 'type' | 'help' | 'labels'> {
  readonly name: string;
  /** Never empty. */
  readonly samples: readonly Sample[];
}

/** All that is known at this moment, family by family. What is not known is missing, and never 0. */
export const collectFamilies = (snapshot: MonitorSnapshot): readonly CollectedFamily[] => {
  const sights = Object.entries(snapshot.state.databases).map(
    ([database, state]) => [database, sightOf(database, state, snapshot)] as const,
  );
  const about = Object.entries(databaseFamilies).map(([name, { type, help, labels, read }]) => ({
    name,
    type,
    help,
    labels: ['database', ...labels],
    samples: sights.flatMap(([database, sight]) =>
      read(sight).map((sample) => ({ ...sample, labels: { database, ...sample.labels } })),
    ),
  }));
  const own = Object.entries<MetricFamily<MonitorSnapshot>>(selfFamilies).map(
    ([name, { type, help, labels, read }]) => ({
      name,
      type,
      help,
      labels,
      samples: read(snapshot),
    }),
  );
  return [...about, ...own].filter(({ samples }) => samples.length > 0);
};

/** Older than so many of its intervals, what was measured says nothing of today. */
const staleAfter = { looks: 5, examinations: 3 } as const;

/** A look may wait for its turn where many databases are watched, ms. */
const leastStaleMs = 5 * minuteMs;

/** After how long what a monitor of this config last saw is out of date, ms. */
export const staleTimes = ({ everyMs, examineMs }: Pick<MonitorSnapshot['config'], 'everyMs' | 'examineMs'>) => ({
  lookMs: Math.max(leastStaleMs, staleAfter.looks * everyMs),
  examinationMs: staleAfter.examinations * examineMs,
});

const sightOf = (name: string, state: DatabaseState, { config, now }: MonitorSnapshot): DatabaseSight => {
  const { lookMs, examinationMs } = staleTimes(config);
  const isFresh = state.trouble === null && state.look !== null && now - state.look.at <= lookMs;
  const isExamined = state.examination !== null && now - state.examination.at <= examinationMs;
  const rules = rulesFor(config, name);
  const examination = isExamined ? state.examination : null;
  return {
    state,
    look: isFresh ? state.look : null,
    examination,
    rules,
    alerts: alertSeverities(state, examination, rules, now),
  };
};
