import type { FailureClass } from '../../domain/replies/classes/index.ts';

/** Why a mail is not sent again. */
export type SetAsideReason =
  /** Deleted since it was selected. */
  | 'gone'
  /** Waiting, sent or cancelled: there is nothing to retry. */
  | 'not-failed'
  /** Everybody on it has it already. */
  | 'served'
  /** A later mail of the same message goes to the same people. */
  | 'on-later-mail'
  | 'no-recipient'
  /** No address on it can be written to. */
  | 'bad-address'
  /** Odoo itself kept it back: mail_bl, mail_optout, mail_dup. */
  | 'kept-back'
  | 'blacklisted'
  /** Odoo will refuse it before any server is asked: archived server, no sender. */
  | 'no-route'
  /** It failed while it was handed over, or perhaps after its server had taken it. */
  | 'may-be-delivered'
  | 'old'
  /** Its server said that this recipient will never take it. */
  | 'refused-for-good'
  /** Its server said lately that it takes no more from this account, and took none since. */
  | 'limit-reached'
  /** Its server, or its recipient's, asked for more time than has passed: greylisting, a full mailbox. */
  | 'too-early'
  /** Refused lately for what no live try shows: its content, or a reason that nobody knows. */
  | 'refused-lately'
  /** What was attached to it is gone, so that Odoo would send it with an empty file. */
  | 'lost-attachment'
  /** A live handshake failed as the mail did. */
  | 'cause-remains';

/** What a person may ask for all the same. The rest would harm somebody or cannot work. */
export const includableReasons = [
  'blacklisted',
  'may-be-delivered',
  'old',
  'refused-for-good',
  'limit-reached',
  'too-early',
  'refused-lately',
  'cause-remains',
  'lost-attachment',
] as const satisfies readonly SetAsideReason[];

export type IncludableReason = (typeof includableReasons)[number];

/**
 * What `--force` includes: everything but people who asked not to be written to, what costs other mails as well, and
 * mails that would arrive without what they promise.
 */
export const forcedReasons: readonly IncludableReason[] = includableReasons.filter(
  (reason) => reason !== 'blacklisted' && reason !== 'limit-reached' && reason !== 'lost-attachment',
);

export const isIncludable = (reason: SetAsideReason): reason is IncludableReason =>
  includableReasons.some((includable) => includable === reason);

/** Mails that stay where they are, for one reason. */
export interface SetAside {
  readonly reason: SetAsideReason;
  readonly ids: readonly number[];
  /** What tells this group from another of the same reason: `password refused`; null when nothing does. */
  readonly detail: string | null;
  /** What the live handshake met, or the server said before; null where no server was asked. */
  readonly class: FailureClass | null;
  /** When a try is worth it again, where that can be told. UTC. */
  readonly until?: Date;
}

/** Only the recipients, or whoever keeps the address book, can do something about these. */
export const peopleReasons: ReadonlySet<SetAsideReason> = new Set([
  'no-recipient',
  'bad-address',
  'blacklisted',
  'refused-for-good',
]);
