import { type Check, offer } from '../../checks/cause.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { type EnvelopeKind, envelopeKinds, kindOfEnvelope } from '../../domain/mail/red-envelope.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { type Envelopes, isRecent, mostEnvelopes, readEnvelopes } from './measure-envelopes.ts';
import { clearEnvelopes } from './remedies/clear-envelopes-remedy.ts';
import { readLosses } from './tracked-check.ts';

/** A mail that deletes itself after sending does so too when nobody could get it: only the notification remembers. */
export const notificationsCheck: Check = {
  id: 'recipients.notifications',
  title: 'No recipient was lost without a trace in the queue',
  owner: 'odoo',
  async run(context) {
    const envelopes = await readEnvelopes(context);
    const judged = judgeEnvelopes(envelopes, context.now());
    // Where somebody got nothing and has no red envelope, another check says who.
    const losses = await ifPossible(context, readLosses(context));
    const told = (losses?.value?.length ?? 0) > 0 ? judged.filter(({ kind }) => kind !== undefined) : judged;
    return told.map(({ kind, remedy, ...rest }) =>
      finding({
        ...(kind === undefined ? {} : { subject: kind }),
        evidence: envelopes.evidence,
        ...(remedy === undefined ? {} : { remedies: [offer(clearEnvelopes, remedy)] }),
        ...rest,
      }),
    );
  },
};

type Told = Pick<CheckFinding, 'status' | 'owner' | 'summary' | 'detail'> & {
  readonly kind?: EnvelopeKind | 'deleted' | 'many';
  /** Subject of the remedy that takes them away. */
  readonly remedy?: 'deleted' | 'old';
};

const adviceOn: Readonly<Record<EnvelopeKind, string>> = {
  bounced: 'The receiving server sent them back: correct the address, or ask its owner.',
  'no-address': 'Correct the address of the contact.',
  'no-sender': 'The author, or the company, has no usable e-mail address: correct it there.',
  'not-handed-over': 'The mail server was not reached or refused them; what stands on top of this report may say why.',
  'left-out': 'Nothing is to be done.',
  'not-told': "Odoo's log at the time of the message may say why.",
};

/** What is said of red envelopes: one sentence a kind, for those of the last three days; older ones are counted. */
export const judgeEnvelopes = (envelopes: Omit<Envelopes, 'evidence'>, now: Date): readonly Told[] => {
  const { standing, complete, unsure } = envelopes;
  const recent = standing.filter((each) => isRecent(each, now));
  const atLeast = complete ? '' : 'At least ';
  const kinds = [...Map.groupBy(recent, kindOfEnvelope)].toSorted(([, one], [, other]) => other.length - one.length);
  const told = [
    ...kinds.map(([kind, { length }]): Told => {
      const { owner, words } = envelopeKinds[kind];
      return {
        kind,
        owner,
        status: kind === 'left-out' ? 'ok' : 'warn',
        summary: `${atLeast}${countOf(length, 'recipient')} of the last three days got nothing, though no mail in the queue says so: ${words}.`,
        detail: `Such mails deleted themselves. The red envelope on the message in the document shows who missed it, and sends it again. ${adviceOn[kind]}`,
      };
    }),
    ...describeDeleted(envelopes, now),
    ...describeMany(envelopes),
  ];
  if (told.length > 0) return told;
  const older = standing.length;
  const rest = older === 0 ? '' : ` (${countOf(older, 'older one')})`;
  const missing = unsure === 0 ? '' : `; of ${formatCount(unsure)} the document could not be looked for`;
  const summary = `Odoo marks no recipient of the last three days as not reached without a mail in the queue that says so${rest}${missing}.`;
  return [{ status: 'ok', owner: 'recipient', summary, ...(older === 0 ? {} : { remedy: 'old' }) }];
};

const describeDeleted = ({ gone, complete }: Omit<Envelopes, 'evidence'>, now: Date): readonly Told[] => {
  if (gone.length === 0) return [];
  const models = [...new Set(gone.flatMap(({ document }) => (document === null ? [] : [document.model])))];
  const named = `${models.slice(0, 3).join(', ')}${models.length > 3 ? ', …' : ''}`;
  return [
    {
      kind: 'deleted',
      owner: 'odoo',
      status: gone.some((each) => isRecent(each, now)) ? 'warn' : 'ok',
      summary: `${complete ? '' : 'At least '}${countOf(gone.length, 'recipient is', 'recipients are')} marked as not reached (red envelopes) for documents that were deleted since (${named}).`,
      detail:
        'Nobody can open the document and send them again: only cancelling takes them out of the list of failures.',
      remedy: 'deleted',
    },
  ];
};

const describeMany = ({ complete }: Omit<Envelopes, 'evidence'>): readonly Told[] =>
  complete
    ? []
    : [
        {
          kind: 'many',
          owner: 'odoo',
          status: 'warn',
          summary: `More than ${formatCount(mostEnvelopes)} recipients are marked as not reached (red envelopes) without a mail in the queue; only so many were looked at.`,
          detail:
            'Odoo reads them for the list of failures in the top bar, which gets slow. What is older than three days can be cancelled, so many at a time.',
          remedy: 'old',
        },
      ];
