import type { CheckContext } from '../../checks/context.ts';
import { endedBy } from '../../checks/measure/ended-by.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { findStandstill, measureCronWorkers } from '../../checks/measure/measure-runner.ts';
import { readWithEvidence } from '../../checks/measure/shared.ts';
import { openSessions, type RelaySession } from '../../checks/measure/smtp-sessions.ts';
import { takesMail } from '../../checks/measure/takes-mail.ts';
import { countDueMails } from '../../checks/measure/waiting.ts';
import type { JudgedWorkers } from '../../domain/odoo/judged-workers.ts';
import { countOf } from '../../domain/wording/count.ts';
import { formatClock } from '../../domain/wording/duration.ts';
import { endSentence } from '../../domain/wording/end-sentence.ts';
import { minuteMs } from '../../lib/time-units.ts';

/** What decides when Odoo sends what waits, once its queue may run. */
export interface StartFacts {
  /** What the next run would take, and in words: `340 invoices wait`; mails of the queue where nothing is said. */
  readonly due: number;
  readonly words?: string;
  /** Its next date, or the first call to run if that comes earlier; null where neither is known. */
  readonly nextRun: Date | null;
  readonly now: Date;
  /** Why nothing would run it, a clause; undefined where nothing is known to speak against it. */
  readonly standstill: string | undefined;
  /** What the servers say that makes these mails fail, a sentence each. */
  readonly faults: readonly string[];
}

export interface SendingStart {
  /** Whether calling Odoo makes what waits leave earlier, and nothing is known that makes it fail. */
  readonly wakes: boolean;
  readonly warnings: readonly string[];
}

/** Odoo looks for what is due once a minute (`SLEEP_INTERVAL`, odoo/service/server.py). */
const pollMs = minuteMs;

/** When Odoo begins to send, whether it should be called, and what will come of it. */
export const judgeStart = ({ due, words, nextRun, now, standstill, faults }: StartFacts): SendingStart => {
  if (due === 0) return { wakes: false, warnings: [] };
  const waiting = words ?? countOf(due, 'mail waits', 'mails wait');
  if (standstill !== undefined) {
    return { wakes: false, warnings: [`${waiting}, and Odoo does not send them yet: ${standstill}.`] };
  }
  const isSoon = nextRun === null || nextRun.getTime() <= now.getTime() + pollMs;
  const when = isSoon ? 'within a minute' : `at ${formatClock(nextRun, now)}`;
  if (faults.length > 0) {
    return {
      wakes: false,
      warnings: [
        `${waiting}: Odoo begins to send ${when}, and what it sends would fail: ${faults.join(' ')} Mend that first.`,
      ],
    };
  }
  return isSoon
    ? { wakes: false, warnings: [`${waiting}: Odoo begins to send within a minute.`] }
    : { wakes: true, warnings: [`${waiting}: Odoo is called to send now; by itself it would begin ${when}.`] };
};

/** The same, measured. `nextCall` is the date that the row will have; `waiting` is what waits, else the queue is counted. */
export const measureStart = async (
  context: CheckContext,
  { id, nextCall }: { readonly id: number; readonly nextCall: Date | null },
  waiting?: Pick<StartFacts, 'due' | 'words'>,
): Promise<SendingStart> => {
  const due = waiting?.due ?? (await countDueMails(context)) ?? 0;
  const [standstill, calls, faults] = await Promise.all([
    findIdleness(context),
    ifPossible(
      context,
      readWithEvidence(context, (odoo, options) => odoo.cronTriggers(id, options)),
    ),
    due === 0 ? [] : findFaults(context),
  ]);
  const nextRun = earlierOf(nextCall, calls?.value?.earliest ?? null);
  return judgeStart({ due, ...waiting, nextRun, now: context.now(), standstill, faults });
};

/** The earlier of two dates of which either may not be known. */
export const earlierOf = (one: Date | null, other: Date | null): Date | null => {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
};

/** What is known to keep Odoo from running its queue, however it is called: a clause. */
export const findIdleness = async (context: CheckContext): Promise<string | undefined> => {
  const standstill = await findStandstill(context);
  if (standstill !== undefined) return standstill;
  return judgeIdleness((await ifPossible(context, measureCronWorkers(context)))?.value);
};

/** Undefined where a worker may be there, or nobody can tell. */
export const judgeIdleness = (workers: JudgedWorkers | undefined): string | undefined =>
  workers?.kind === 'judged' && workers.listening.length + workers.uncertain.length === 0
    ? 'no Odoo that runs scheduled actions is connected to this database'
    : undefined;

/** What the servers in use say, tried just now, that makes every mail through them fail. */
export const findFaults = async (context: CheckContext): Promise<readonly string[]> => {
  return describeFaults((await ifPossible(context, openSessions(context))) ?? []);
};

/** A sentence for each server that mail leads through and that takes none. */
export const describeFaults = (sessions: readonly RelaySession[]): readonly string[] =>
  sessions
    .filter((session) => session.relay.isChosen && endedBy(session) !== undefined && !takesMail(session))
    .map(({ relay, report }) =>
      report.failure === undefined
        ? `${relay.title} is set to OAuth, and nobody has connected its account.`
        : endSentence(report.summary),
    );
