/** `safe` loses nothing and is undone; `careful` changes how mail flows; `destructive` cannot be taken back. */
export type Risk = 'safe' | 'careful' | 'destructive';

/** What a person must say before a remedy can be planned. */
export interface RemedyInput {
  /** The name for `--set name=value`. */
  readonly name: string;
  readonly label: string;
  /** A secret is typed masked and never comes from the command line. */
  readonly kind: 'text' | 'number' | 'choice' | 'secret';
  readonly choices?: readonly string[];
  /** Taken when nothing is said; an input without one must be given. */
  readonly suggestion?: string;
}

/** A remedy that a finding offers; how it is planned stands in the cause that declares it. */
export interface RemedyOffer {
  /** `cron.activate` */
  readonly id: string;
  /** What it would change: `server:3`, `domain:acme.com`; null when there is only one such thing. */
  readonly subject: string | null;
  readonly title: string;
  readonly risk: Risk;
  readonly inputs: readonly RemedyInput[];
}
