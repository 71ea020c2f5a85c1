import type { Owner } from '../finding/owner.ts';
import type { Retry } from './classes/class-facts.ts';
import type { FailureClass } from './classes/index.ts';
import type { Phrases } from './phrases.ts';
import type { ReplyStage } from './reply-parts.ts';
import type { ReplyingServer } from './replying-server.ts';

/** What must hold of a reply; conditions that are absent hold. */
export interface RuleCondition {
  /** Who speaks. Without it the rule holds for every server. */
  readonly from?: ReplyingServer;
  /** No server spoke: Python, OpenSSL or Odoo itself says this. */
  readonly silent?: true;
  readonly stage?: readonly ReplyStage[];
  /** The basic reply code, one of these. */
  readonly code?: readonly number[];
  /** Whether another server's words are quoted (`host … said: …`), or the relay that was asked says it itself. */
  readonly quoted?: boolean;
  /** Only temporary (4xx) or only permanent (5xx) replies. */
  readonly reply?: 'temporary' | 'permanent';
  /** The whole enhanced code, such as `/^[45]\.7\.26$/`. */
  readonly enhanced?: RegExp;
  /** Any of these in the server's words, which are in lower case, on one line, with straight quotes. */
  readonly text?: Phrases;
}

/** One way of saying a thing, with a sample that a test runs through the whole classifier. */
export interface ReplyRule {
  readonly id: string;
  readonly when: RuleCondition;
  readonly class: FailureClass;
  /** Where the wording was read: a page and its date, an RFC section, or a program's source. */
  readonly source: string;
  readonly sample: string;
  /** Set where this wording says more than its class about whether a retry helps. */
  readonly retry?: Retry;
  /** Set where this wording moves the work to somebody else than its class does. */
  readonly owner?: Owner;
  /** Set where this wording names what to change more exactly than its class: two sentences, as there. */
  readonly advice?: string;
}
