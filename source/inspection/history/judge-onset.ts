import type { FailureCause, FailureClass } from '../../domain/replies/classes/index.ts';
import type { ChangeKind, Happening, HappeningKind, Onset } from './history.ts';

/** The failed mails of one class that still stand. */
export interface FailureSpan {
  readonly class: FailureClass;
  readonly cause: FailureCause | null;
  readonly title: string;
  readonly count: number;
  /** Null where no time is stored. */
  readonly firstAt: Date | null;
  readonly lastAt: Date | null;
  /** The mail that failed first. */
  readonly firstId: number | null;
}

/**
 * The failure that is the matter: of the classes that failed after mail last went out the one with most mails, else of
 * all. Old leftovers are no beginning of what stands still now, and that one contact cannot be reached is no beginning
 * of anything as long as there is another failure.
 */
export const judgeOnset = (
  spans: readonly FailureSpan[],
  lastSuccess: Date | null,
): (Onset & Pick<FailureSpan, 'cause'>) | null => {
  const dated = spans.flatMap((span) => (span.firstAt === null ? [] : [{ ...span, at: span.firstAt }]));
  const standing = dated.filter(({ at, lastAt }) => lastSuccess === null || (lastAt ?? at) > lastSuccess);
  const isOurs = ({ cause }: FailureSpan): boolean => cause !== 'recipients';
  const choices = [standing.filter(isOurs), dated.filter(isOurs), standing, dated];
  const [most] = (choices.find(({ length }) => length > 0) ?? []).toSorted(
    (one, other) => other.count - one.count || other.at.getTime() - one.at.getTime(),
  );
  return most === undefined
    ? null
    : { class: most.class, cause: most.cause, title: most.title, count: most.count, at: most.at };
};

const way: readonly ChangeKind[] = ['mail-server', 'configuration', 'start', 'module', 'own-change'];

/** Changes that can bring about a failure of that cause; what cannot is not suspected, however near it lies. */
const bearing: Readonly<Record<FailureCause, readonly ChangeKind[]>> = {
  credentials: way,
  firewall: way,
  tls: way,
  'no-server': way,
  'rate-limit': [...way, 'parameter', 'queue-runner'],
  size: [...way, 'parameter'],
  sender: [...way, 'parameter', 'alias-domain', 'company', 'user'],
  dns: [...way, 'parameter', 'alias-domain', 'company'],
  stuck: ['queue-runner', 'configuration', 'start', 'module', 'own-change'],
  // Addresses are contacts' business.
  recipients: [],
};

const noChange: ReadonlySet<HappeningKind> = new Set(['failure', 'success', 'run']);

/** The newest change before that moment which can bear on the cause; any change where no cause is known. */
export const judgeSuspect = (
  happenings: readonly Happening[],
  onset: { readonly at: Date; readonly cause: FailureCause | null },
): Happening | null => {
  const kinds: readonly HappeningKind[] | undefined = onset.cause === null ? undefined : bearing[onset.cause];
  const before = happenings.filter(
    ({ kind, at }) => at <= onset.at && !noChange.has(kind) && (kinds === undefined || kinds.includes(kind)),
  );
  return before.reduce<Happening | null>(
    (newest, each) => (newest === null || each.at >= newest.at ? each : newest),
    null,
  );
};
