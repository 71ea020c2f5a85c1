import type { UndoOffer } from '../../../domain/change/undo-preview.ts';
import type { Status } from '../../../domain/finding/status.ts';
import type { Mail, MailContent } from '../../../domain/mail/mail.ts';
import type { MailAttachment } from '../../../domain/mail/mail-attachment.ts';
import type { MailFilter } from '../../../domain/mail/mail-filter.ts';
import type { MailRecipient } from '../../../domain/mail/mail-recipient.ts';
import type { TextOrder } from '../../../domain/mail/mail-text.ts';
import type { SelectedMails } from '../../../domain/mail/selected-mails.ts';
import type { MailServer } from '../../../domain/odoo/mail-server.ts';
import type { ClassifiedReply } from '../../../domain/replies/classify-reply.ts';
import type { LeftAlone } from '../../../output/tell/tell-set-aside.ts';
import type { Told, ToldLine } from '../../../output/tell/told.ts';

/** What can be done to mails. `send`: do not wait for the queue's next run. */
export type MailAction = 'retry' | 'send' | 'cancel' | 'purge';

/** By what mails are put together; `server` is the one that the message insists on. */
export type MailGrouping = 'class' | 'server' | 'sender' | 'recipient';

/** A mail as a line of the list. */
export interface RetryRow {
  readonly mail: Mail;
  /** The first recipient, and how many more there are. */
  readonly to: string;
  /** The forced server's name; null where Odoo chooses. */
  readonly server: string | null;
}

/** Everything about one mail. */
export interface MailStory {
  readonly mail: Mail;
  readonly content: MailContent | undefined;
  /** What its body says to a reader. */
  readonly text: string;
  /** Why it failed; undefined where it did not. */
  readonly failure: ClassifiedReply | undefined;
  readonly recipients: readonly MailRecipient[];
  readonly attachments: readonly MailAttachment[];
  /** All mails of the same message, this one included, oldest first. */
  readonly attempts: readonly Mail[];
  /** How Odoo will send it, a sentence each. */
  readonly route: readonly string[];
}

/** What a person chose about an action before looking at it again. */
export interface ActionChoices {
  /** Keys of set-aside groups that are to be taken in all the same. */
  readonly include: readonly string[];
  /** `500/day`; all at once without it. */
  readonly pace?: string;
  /** Waiting mails that would fail with them are held until a try is worth it. */
  readonly holdOthers?: boolean;
}

/** The dry run of an action: what it would do, to exactly which mails. */
export interface ActionPreview {
  readonly action: MailAction;
  /** `Send 297 mails again`. */
  readonly title: string;
  readonly choices: ActionChoices;
  /** How many mails were asked for. */
  readonly asked: number;
  /** The mails it acts on. */
  readonly ids: readonly number[];
  readonly setAside: readonly LeftAlone[];
  /** When the mails leave, a line each; empty where all leave at once. */
  readonly leaving: readonly string[];
  /** What was found out: handshakes, who else leaves when the queue is woken. */
  readonly findings: readonly ToldLine[];
  readonly warnings: readonly string[];
  /** What undo does not bring back, a sentence each. */
  readonly irreversible: readonly string[];
  /** What a person must read first; null where there is nothing of that kind. */
  readonly alarm: string | null;
  /** How many waiting mails it would make fail. */
  readonly failing: number;
  /** Whether those can be held instead. */
  readonly canHold: boolean;
  /** How many of the mails may have been delivered already. */
  readonly maybeDelivered: number;
  readonly deletes: boolean;
  /** What is run, a few of many. */
  readonly statements: readonly string[];
}

/** What happens to mails while an action runs. */
export type ActionEvent =
  /** `done`: mails that are through this stage, where the outcomes come later. */
  | { readonly kind: 'stage'; readonly words: string; readonly done?: number }
  | {
      readonly kind: 'outcome';
      readonly ids: readonly number[];
      readonly status: Extract<Status, 'ok' | 'fail' | 'skipped'>;
      readonly words: string;
    };

/** A test message that goes as a mail of the list would. */
export interface TestPreview {
  readonly mailId: number;
  /** The server, From and envelope that Odoo would choose. */
  readonly told: Told;
}

export interface ExportedMails {
  readonly path: string;
  /** How many there were. */
  readonly written: number;
}

interface Cancellable {
  readonly signal: AbortSignal;
}

interface Telling extends Cancellable {
  readonly tell: (event: ActionEvent) => void;
}

/** All that the retry screen sees of the world. Every method rejects with a UserError or ProbeError that a person can read. */
export interface RetrySource {
  /** Mails that a filter means, oldest first, or by their texts. */
  select(filter: MailFilter, options: Cancellable & { readonly by?: TextOrder | undefined }): Promise<SelectedMails>;
  /** The group of each mail, by id, in words. */
  group(
    by: Exclude<MailGrouping, 'class'>,
    ids: readonly number[],
    options: Cancellable,
  ): Promise<ReadonlyMap<number, string>>;
  /** Those of the mails that still exist. */
  rows(ids: readonly number[], options: Cancellable): Promise<readonly RetryRow[]>;
  /** Undefined where the mail is gone. */
  inspect(id: number, options: Cancellable): Promise<MailStory | undefined>;
  servers(options: Cancellable): Promise<readonly MailServer[]>;
  preview(
    action: MailAction,
    ids: readonly number[],
    choices: ActionChoices,
    options: Cancellable,
  ): Promise<ActionPreview>;
  /** Does what a preview of this source showed. Aborting stops between steps; what is done stays done. */
  perform(preview: ActionPreview, options: Telling): Promise<Told>;
  /** What an undo would take back now. */
  newestChange(options: Cancellable): Promise<UndoOffer>;
  /** Takes this change back; says what came of it. */
  undo(entry: string, options: Telling): Promise<Told>;
  /** What a test to this address would be that goes as this mail; nothing is sent. */
  previewTest(mailId: number, to: string, options: Cancellable): Promise<TestPreview>;
  /** Sends what a preview of this source showed, once. Aborting stops it until the server has the message. */
  sendTest(preview: TestPreview, options: Cancellable): Promise<Told>;
  /** Writes those of the mails that still exist to a file. */
  export(ids: readonly number[], options: Cancellable): Promise<ExportedMails>;
}
