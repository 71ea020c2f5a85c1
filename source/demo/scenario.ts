import type { OdooSeries } from '../domain/odoo/odoo-series.ts';

/** The loopback servers of the demo world, as the rows of ir_mail_server and odoo.conf name them. */
export interface DemoAddresses {
  /** Port of the SMTP server with that behaviour, on 127.0.0.1: `good`, `bad-login`, `closed`, `silent`, … */
  smtpPort(behaviour: string): number;
}

/** One DNS name's records, in zone-file notation: `{ TXT: ['v=spf1 -all'], MX: ['10 mx.acme.example.'] }`. */
export type DnsRecords = Readonly<
  Partial<Record<'A' | 'AAAA' | 'CNAME' | 'MX' | 'NS' | 'PTR' | 'SPF' | 'TXT', readonly string[]>>
>;

/** Names (lower case, no final dot) to records. A name that is not here does not exist. */
export type DnsZones = Readonly<Record<string, DnsRecords>>;

/** Runs SQL in the database under construction, as its owner. */
export interface SqlRunner {
  query(text: string, values?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

export interface ScenarioContext {
  readonly sql: SqlRunner;
  readonly series: OdooSeries;
  readonly addresses: DemoAddresses;
  readonly now: Date;
}

/** One way in which the healthy world falls sick. */
export interface Scenario {
  /** A cause's id, `healthy` or `monday-morning`. */
  readonly id: string;
  readonly title: string;
  /** What the admin of this Odoo notices, in one sentence. */
  readonly story: string;
  /** Whether an Odoo with cron workers is connected to the world. */
  readonly queueRunner: 'alive' | 'absent';
  /** How the mail servers behave that odoo.conf names for comparison; `good` unless more than one port is blocked. */
  readonly referenceRelays?: string;
  /** Turns the healthy database into this one. */
  infect(context: ScenarioContext): Promise<void>;
  /** The files of the machine that Odoo and its mail server run on, by their path in it; none where it shows nothing. */
  machine?(context: Pick<ScenarioContext, 'sql' | 'now'>): Promise<Readonly<Record<string, string>>>;
  /** Names whose records differ from the healthy zones; null takes a name away. */
  readonly zones?: Readonly<Record<string, DnsRecords | null>>;
}
