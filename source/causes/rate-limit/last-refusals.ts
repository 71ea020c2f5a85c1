import type { CheckContext } from '../../checks/context.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { measureRelays } from '../../checks/measure/relays.ts';
import { measureRoutingFacts } from '../../checks/measure/routes.ts';
import { selectFailed } from '../../checks/measure/select-failed.ts';
import { shared } from '../../checks/measure/shared.ts';
import { findReset, type Return, returnAfter } from '../../domain/limits/allowance.ts';
import { findProvider } from '../../domain/providers/find-provider.ts';
import type { FailureClass } from '../../domain/replies/classes/index.ts';
import { classify } from '../../domain/replies/classify-reply.ts';
import { printReply } from '../../domain/replies/reply-line.ts';
import { identifyServer } from '../../domain/routing/identify-server.ts';
import { routeMail } from '../../domain/routing/route-mail.ts';
import { dayMs, hourMs } from '../../lib/time-units.ts';
import type { RecentRefusal } from '../../services/odoo/queries/mails/recent-refusals.ts';

/** What a server said last of the limit that lasts longest. */
export interface LastRefusal {
  readonly class: FailureClass;
  readonly at: Date;
  /** When it takes mail again. */
  readonly back: Return;
  readonly advice: string;
  /** On one line. */
  readonly sample: string;
  readonly codes: string;
}

const usualWaitMs = hourMs;
/** A month's plan can be used up since its first day. */
const lookBackMs = 31 * dayMs;

/**
 * The refusal for a limit that keeps each server longest, by subject. Each server is told by its own mails: one may put
 * us off for minutes while another's day is used up. Undefined where the role may not read them.
 */
export const readLastRefusals = shared(
  async (context: CheckContext): Promise<ReadonlyMap<string, LastRefusal> | undefined> => {
    const now = context.now().getTime();
    const since = new Date(now - lookBackMs);
    const [facts, relays, failed] = await Promise.all([
      measureRoutingFacts(context),
      measureRelays(context),
      ifPossible(context, readRefusals(context, { since, recipientsSince: new Date(now) })),
    ]);
    if (failed === undefined) return undefined;
    return findWorst(
      failed.map(({ way, ...rest }) => ({ ...rest, subject: identifyServer(routeMail(facts, way).server) })),
      relays,
    );
  },
);

const readRefusals = async (
  context: CheckContext,
  window: { readonly since: Date; readonly recipientsSince: Date },
): Promise<readonly RecentRefusal[]> => {
  const failed = await selectFailed(context);
  return failed.length === 0
    ? []
    : await context.odoo.recentRefusals({ of: failed, ...window }, { signal: context.signal });
};

interface Failure {
  readonly subject: string;
  readonly failedAt: Date;
  /** As stored. */
  readonly failure: string;
}

/** Of what each server said of its limits what keeps it longest. */
export const findWorst = (
  failed: readonly Failure[],
  relays: readonly { readonly subject: string; readonly host: string }[],
): ReadonlyMap<string, LastRefusal> => {
  const found = new Map<string, LastRefusal>();
  for (const { subject, failedAt, failure } of failed) {
    const host = relays.find((relay) => relay.subject === subject)?.host ?? '';
    const refusal = readLimit(failure, failedAt, host);
    const known = found.get(subject);
    if (refusal !== undefined && (known === undefined || isWorse(refusal, known))) found.set(subject, refusal);
  }
  return found;
};

const readLimit = (failure: string, at: Date, host: string): LastRefusal | undefined => {
  const { class: failureClass, cause, retryAfterMs, quotaReset, advice, reply } = classify(failure, { host });
  if (cause !== 'rate-limit') return undefined;
  const reset = findReset(failureClass, quotaReset, findProvider({ host }));
  return {
    class: failureClass,
    at,
    back: returnAfter(at, reset, retryAfterMs ?? usualWaitMs),
    advice,
    sample: printReply(reply),
    codes: [reply.code, reply.enhanced].filter((part) => part !== null).join(' '),
  };
};

/** The one that keeps the server longer; of two alike the later. */
export const isWorse = ({ back, at }: LastRefusal, than: LastRefusal): boolean =>
  back.at > than.back.at || (back.at.getTime() === than.back.at.getTime() && at > than.at);
