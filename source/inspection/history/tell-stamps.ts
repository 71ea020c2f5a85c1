import type { Cron } from '../../domain/odoo/cron.ts';
import type { RecordStamp, StampedTopic } from '../../domain/odoo/record-stamp.ts';
import { countOf } from '../../domain/wording/count.ts';
import { hourMs, minuteMs, secondMs } from '../../lib/time-units.ts';
import type { Actor, Happening } from './history.ts';

const nouns: Readonly<Record<StampedTopic, string>> = {
  'mail-server': 'Mail server',
  'queue-runner': 'Scheduled action',
  parameter: 'System parameter',
  'alias-domain': 'Alias domain',
  company: 'Company',
  user: 'User',
  'incoming-server': 'Incoming mail server',
  module: 'Module',
};

/** What is known beside the stamps. */
export interface StampFacts {
  readonly users: ReadonlyMap<number, string>;
  /** When the first record of a module was made. */
  readonly beginnings: ReadonlyMap<string, Date>;
  /** The queue runner as it is now; undefined where it could not be read. */
  readonly cron: Pick<Cron, 'id' | 'active' | 'lastCall' | 'changedAt'> | undefined;
  /** Odoo itself switches off what fails (18+). */
  readonly switchesOffFailing: boolean;
  /** Whether a row was last written by a change of our own: that keeps the name of whoever wrote it before. */
  readonly isOwn: (stamp: RecordStamp) => boolean;
}

/** What the stamps say happened since then. A row that was made and never written again is said once. */
export const tellStamps = (stamps: readonly RecordStamp[], since: Date, facts: StampFacts): readonly Happening[] => {
  const records = stamps.filter(({ topic }) => topic !== 'module');
  const modules = stamps.filter(({ topic }) => topic === 'module');
  return [
    ...records.flatMap((stamp) => tellRecord(stamp, since, facts)),
    ...tellModules(modules, facts),
    ...tellSwitchedOff(facts).filter(({ at }) => at >= since),
  ];
};

const actor = (id: number | null, users: ReadonlyMap<number, string>): Actor =>
  id === null ? { kind: 'unknown' } : { kind: 'user', id, name: users.get(id) ?? null };

const nameRecord = ({ topic, table, name }: RecordStamp): string => {
  if (table === 'ir_act_server') return 'The code of the queue runner';
  return `${table === 'res_partner' ? 'Contact of the company' : nouns[topic]} "${name}"`;
};

/** A form that is saved writes its row more than once within the second. */
const sameMoment = (one: Date | null, other: Date | null): boolean =>
  one !== null && other !== null && Math.abs(one.getTime() - other.getTime()) <= secondMs;

const tellRecord = (stamp: RecordStamp, since: Date, facts: StampFacts): readonly Happening[] => {
  const { topic, table, id, createdAt, createdBy, writtenAt, writtenBy } = stamp;
  const common = { kind: topic, record: `${table},${id}`, values: [] };
  const what = nameRecord(stamp);
  const made: readonly Happening[] =
    createdAt === null || createdAt < since
      ? []
      : [{ ...common, at: createdAt, words: `${what} created`, by: actor(createdBy, facts.users) }];
  if (writtenAt === null || writtenAt < since || sameMoment(createdAt, writtenAt) || facts.isOwn(stamp)) return made;
  const by = actor(writtenBy, facts.users);
  return [...made, { ...common, at: writtenAt, words: `${what} ${describeWriting(stamp, facts)}`, by }];
};

/** Running it by hand writes the time of the run into its row (ir_cron.py, `method_direct_trigger`). */
const describeWriting = ({ topic, table, id, writtenAt }: RecordStamp, { cron }: StampFacts): string => {
  if (topic !== 'queue-runner' || table !== 'ir_cron' || cron === undefined || cron.id !== id) return 'changed';
  if (!cron.active) return 'changed; it is switched off now';
  return sameMoment(cron.lastCall, writtenAt) ? 'run by hand, or changed' : 'changed';
};

/**
 * Odoo switches a failing job off by SQL, which leaves its write_date as it was (ir_cron.py, `_update_failure_count`,
 * 18+): a job that has run after it was last written, and is off, was not switched off by a user.
 */
const tellSwitchedOff = ({ cron, switchesOffFailing }: StampFacts): readonly Happening[] => {
  if (cron === undefined || cron.active || cron.lastCall === null) return [];
  if (cron.changedAt !== null && cron.lastCall.getTime() <= cron.changedAt.getTime() + secondMs) return [];
  const who = switchesOffFailing ? 'Odoo itself after failures in a row, or somebody by SQL' : 'somebody by SQL';
  return [
    {
      at: cron.lastCall,
      kind: 'queue-runner',
      record: `ir_cron,${cron.id}`,
      words: `The queue runner was switched off after this last run, by no user of Odoo: ${who}`,
      by: { kind: 'unknown' },
      values: [],
    },
  ];
};

const shownModules = 3;

/** An upgrade writes many modules within minutes: they are one happening. */
const tellModules = (stamps: readonly RecordStamp[], facts: StampFacts): readonly Happening[] => {
  const dated = stamps
    .flatMap((stamp) => (stamp.writtenAt === null ? [] : [{ stamp, at: stamp.writtenAt }]))
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const groups: (typeof dated)[] = [];
  for (const each of dated) {
    const open = groups.at(-1);
    const last = open?.at(-1);
    const goesOn =
      last !== undefined &&
      each.at.getTime() - last.at.getTime() <= minuteMs &&
      each.stamp.writtenBy === last.stamp.writtenBy &&
      judgeModule(each.stamp, facts) === judgeModule(last.stamp, facts);
    if (goesOn) open?.push(each);
    else groups.push([each]);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const names = group.map(({ stamp }) => stamp.name);
    const rest = names.length - shownModules;
    const listed = `${names.slice(0, shownModules).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
    return [
      {
        at: first.at,
        kind: 'module' as const,
        record: group.length === 1 ? `ir_module_module,${first.stamp.id}` : null,
        words: `${names.length === 1 ? `Module ${listed}` : `${countOf(names.length, 'module')} (${listed})`} ${judgeModule(first.stamp, facts)}`,
        by: actor(first.stamp.writtenBy, facts.users),
        values: [],
      },
    ];
  });
};

/** The records of a module are made when it is installed; an upgrade writes the module anew. */
export const judgeModule = (
  { name, writtenAt }: Pick<RecordStamp, 'name' | 'writtenAt'>,
  { beginnings }: Pick<StampFacts, 'beginnings'>,
): string => {
  const began = beginnings.get(name);
  if (began === undefined || writtenAt === null) return 'installed or upgraded';
  return writtenAt.getTime() - began.getTime() <= hourMs ? 'installed' : 'upgraded';
};
