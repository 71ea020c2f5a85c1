/** How well a fact is known: read on the provider's own page, told by others, or remembered. */
export type Certainty = 'read' | 'second-hand' | 'memory';

/** `none`: plain text; `starttls`: plain, then TLS; `ssl`: TLS from the first byte. */
type PortMode = 'none' | 'starttls' | 'ssl';

interface Endpoint {
  readonly host: string;
  readonly ports: readonly (readonly [port: number, mode: PortMode])[];
}

export interface Limit {
  readonly count: number;
  readonly unit: 'messages' | 'recipients' | 'megabytes' | 'sessions';
  readonly window: 'second' | 'minute' | '10 minutes' | 'hour' | 'day' | 'month' | 'message' | 'at once';
  /** How it comes back: over a sliding window, at a time of day (UTC), with the calendar month; absent if unknown. */
  readonly reset?: 'sliding' | 'calendar month' | `${number}:${number} UTC`;
  /** Whom it holds for, where it does not hold for everybody. */
  readonly plan?: string;
  /** ISO date on which this was read or remembered. */
  readonly asOf: string;
  readonly certainty: Certainty;
}

/** A sentence with how well it is known. */
export interface CertainStatement {
  readonly text: string;
  readonly certainty: Certainty;
}

export interface Provider {
  readonly id: string;
  readonly name: string;
  /** `relay`: carries mail for a login; `mailbox`: also keeps mailboxes; `local`: the machine itself. */
  readonly kind: 'relay' | 'mailbox' | 'local';
  /** Suffixes of relay host names. */
  readonly hosts: readonly string[];
  /** Suffixes of MX host names, for who keeps the mailboxes. */
  readonly mx: readonly string[];
  /** What a domain includes in SPF to let this provider send. */
  readonly spfIncludes: readonly string[];
  /** The includes of a sister service from whose addresses it sends; they say nothing of who was meant. */
  readonly sisterIncludes?: readonly string[];
  /** Domains where anybody may have an address for nothing, and of which its servers carry mail. */
  readonly freeMailDomains?: readonly string[];
  readonly endpoints: readonly Endpoint[];
  readonly userName: CertainStatement;
  readonly password: CertainStatement;
  readonly limits: readonly Limit[];
  readonly fromRule: CertainStatement;
  /** Selectors to try; a star stands for digits or letters that differ for each customer. */
  readonly dkimSelectors: readonly string[];
  readonly quirks: readonly CertainStatement[];
  /** Where this was read. */
  readonly source: string;
}

const hedges: Readonly<Record<Certainty, string>> = {
  read: '',
  'second-hand': ' (reported by others)',
  memory: ' (not verified)',
};

/** The statement with its doubt in words: nothing that was only remembered reads like a fact. */
export const printStatement = ({ text, certainty }: CertainStatement): string => `${text}${hedges[certainty]}`;

/** "2,000 messages a day (trial: …, as of 2026-02-12)", with its doubt in words. */
export const printLimit = ({ count, unit, window, plan, asOf, certainty }: Limit): string => {
  const span = window === 'at once' ? window : `per ${window}`;
  const scope = plan === undefined ? '' : `${plan}, `;
  return `${count.toLocaleString('en-US')} ${unit} ${span} (${scope}as of ${asOf})${hedges[certainty]}`;
};
