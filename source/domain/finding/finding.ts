import type { RemedyOffer } from '../change/remedy.ts';
import { shortenText } from '../wording/shorten.ts';
import type { CauseId } from './cause-id.ts';
import type { Evidence } from './evidence.ts';
import type { Owner } from './owner.ts';
import type { Status } from './status.ts';

/** What one check found out about one thing. */
export interface Finding {
  /** `cron.active` */
  readonly check: string;
  /** What it is about: `server:3`, `domain:acme.com`, `company:2`; null when there is only one such thing. Stable. */
  readonly subject: string | null;
  readonly status: Status;
  /** One sentence that a non-expert understands. */
  readonly summary: string;
  /** Why it matters, what usually causes it, and the Odoo menu path of this version where one would look. */
  readonly detail?: string;
  readonly owner: Owner;
  readonly evidence: readonly Evidence[];
  /** Mails of the queue, waiting or failed, that this accounts for. */
  readonly explains?: number;
  /** So many of those wait; the rest failed. Absent counts as none. */
  readonly explainsWaiting?: number;
  /** What should have become mail by now and is not even in the queue: invoices, mailings, messages with a date. */
  readonly unmade?: number;
  /** Mails that Odoo calls sent and that have not arrived. */
  readonly undelivered?: number;
  /** Mail has gone out since what it accounts for failed, or could go out now: it does not say what is wrong today. */
  readonly leftover?: boolean;
  /**
   * Whether what was measured just now stops every mail, and not only some; where absent, a failure of a cause that lies
   * before the server or on the way to it does.
   */
  readonly stopsAll?: boolean;
  /** What a person does first about it where no remedy of ours is that: a heading, without a full stop. */
  readonly nextStep?: string;
  /** It failed only because that one did. */
  readonly consequenceOf?: CauseId;
  readonly remedies: readonly RemedyOffer[];
}

/** Nobody reads more: a subject, a recipient list or a server's answer inside the sentence has no end of its own. */
const longest = { summary: 800, detail: 4_000 } as const;

/** What a check says: its own id, and who must act unless the finding says it, are put to it by `stampFinding`. */
export type CheckFinding<Part extends string = never> = Omit<Finding, 'check' | 'owner'> & {
  readonly owner?: Owner;
  /** The id that it carries instead of the check's: a part of the question that scripts tell apart. */
  readonly part?: Part;
};

/** A finding with what most of them do not have filled in. */
export const finding = <Part extends string = never>(
  given: Pick<CheckFinding, 'status' | 'summary'> & Partial<CheckFinding<Part>>,
): CheckFinding<Part> => ({
  subject: null,
  evidence: [],
  remedies: [],
  ...given,
  summary: shortenText(given.summary, longest.summary),
  ...(given.detail === undefined ? {} : { detail: shortenText(given.detail, longest.detail) }),
});

/** What a check said, as its finding: a check says its id once, and so can say no wrong one. */
export const stampFinding = (
  { id, owner }: { readonly id: string; readonly owner: Owner },
  { part, ...said }: CheckFinding<string>,
): Finding => ({ check: part ?? id, ...said, owner: said.owner ?? owner });
