import type { Secret } from '../secret.ts';

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
  /** What the finding knows of it, for a printed command: a person repeats it, and nothing takes it unasked. */
  readonly found?: string;
}

/** What a person said to a remedy's inputs, by name. */
export interface RemedyAnswers {
  readonly texts: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, Secret>>;
}

/** A remedy that a finding offers; how it is planned stands in the cause that declares it. */
export interface RemedyOffer {
  /** `cron.activate` */
  readonly id: string;
  /** What it would change: `server:3`, `domain:acme.com`; null when there is only one such thing. */
  readonly subject: string | null;
  /** The subject as a person knows it: a server's name and host, a contact's name and address. */
  readonly about?: string;
  readonly title: string;
  readonly risk: Risk;
  readonly inputs: readonly RemedyInput[];
}

/** Arguments that ask for it. A value that nobody knows yet is named in capitals; a secret is asked for on the terminal. */
export const fixArguments = ({
  id,
  subject,
  inputs,
}: Pick<RemedyOffer, 'id' | 'subject' | 'inputs'>): readonly string[] => [
  'fix',
  id,
  ...(subject === null ? [] : ['--subject', subject]),
  ...inputs
    .filter(({ kind, suggestion }) => kind !== 'secret' && suggestion === undefined)
    .flatMap(({ name, found }) => ['--set', `${name}=${found ?? name.toUpperCase()}`]),
];
