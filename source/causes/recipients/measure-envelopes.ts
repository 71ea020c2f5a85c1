import { ifPossible } from '../../checks/measure/if-possible.ts';
import { readWithEvidence, shared } from '../../checks/measure/shared.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import type { FailedNotification } from '../../domain/mail/failed-notification.ts';
import { documentOf } from '../../domain/mail/red-envelope.ts';
import { dayMs } from '../../lib/time-units.ts';

/** So many are looked at: beyond this Odoo's pages with messages are slow, and the number alone is the news. */
export const mostEnvelopes = 10_000;

/** Odoo keeps them for half a year; what is older than this has been seen or does not matter any more. */
const recentMs = 3 * dayMs;

export interface Envelopes {
  /** On a document that is there, on none, or on one of which that is not known. */
  readonly standing: readonly FailedNotification[];
  /** On a document that was deleted. */
  readonly gone: readonly FailedNotification[];
  /** Of the standing ones those of which nobody could tell whether their document is there. */
  readonly unsure: number;
  /** False: there are more than were looked at. */
  readonly complete: boolean;
  readonly evidence: readonly Evidence[];
}

/** Who is marked as not reached though no mail is left that says so, and what became of the documents. */
export const readEnvelopes = shared(async (context): Promise<Envelopes> => {
  const { value, evidence } = await readWithEvidence(context, (odoo, options) =>
    odoo.failedNotifications(mostEnvelopes, options),
  );
  const { notifications, complete } = value;
  const documents = notifications.flatMap(({ document }) => (document === null ? [] : [document]));
  const ids = new Map(
    [...Map.groupBy(documents, ({ model }) => model)].map(([model, group]) => [
      model,
      [...new Set(group.map(({ id }) => id))],
    ]),
  );
  const existing = await ifPossible(
    context,
    readWithEvidence(context, (odoo, options) => odoo.existingDocuments(ids, options)),
  );
  const sorted = notifications.map((each) => ({ each, place: documentOf(each, existing?.value ?? new Map()) }));
  return {
    standing: sorted.flatMap(({ each, place }) => (place === 'gone' ? [] : [each])),
    gone: sorted.flatMap(({ each, place }) => (place === 'gone' ? [each] : [])),
    unsure: sorted.filter(({ place }) => place === 'unknown').length,
    complete,
    evidence: [...evidence, ...(existing?.evidence ?? [])],
  };
});

export const isRecent = ({ date }: Pick<FailedNotification, 'date'>, now: Date): boolean =>
  date !== null && now.getTime() - date.getTime() <= recentMs;
