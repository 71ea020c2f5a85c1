import type { WakingCost } from '../domain/change/waking-cost.ts';
import type { DatabaseAddress } from '../domain/database/database-address.ts';
import type { ConfigurationAge, OdooSight } from '../domain/odoo/running-odoo.ts';
import type { ResolveHost } from '../domain/probes/network.ts';
import type { QueueStanding } from '../queue/queue-report.ts';
import type { Resolver } from '../services/dns/resolver.ts';
import type { HostRoots } from '../services/host/observation.ts';
import type { CommandRunner } from '../services/host/run-command.ts';
import type { Odoo } from '../services/odoo/odoo.ts';
import type { PortProbe, PortTarget } from '../services/ports/port-probe.ts';
import type { SmtpProbe } from '../services/smtp/smtp-probe.ts';
import type { OdooSettings } from '../target/odoo-conf/conf-settings.ts';

/** The machine we stand on, where Odoo runs on it; else why looking at it would tell nothing about Odoo. */
export type HostSight =
  | { readonly kind: 'here'; readonly roots: HostRoots; readonly run: CommandRunner }
  | { readonly kind: 'elsewhere'; readonly reason: string };

/** The machine whose mail server may be the one that Odoo uses. */
export type MailMachine =
  | (Extract<HostSight, { readonly kind: 'here' }> & {
      /** An Odoo that serves this database was seen on it: what Odoo calls localhost is this machine. */
      readonly isOdoos: boolean;
    })
  | Extract<HostSight, { readonly kind: 'elsewhere' }>;

/** What we point at, as this version of Odoo reads its odoo.conf. */
export interface CheckTarget {
  readonly address: DatabaseAddress;
  readonly settings: OdooSettings;
  /** Path of the odoo.conf that was read; undefined when there was none, and `settings` are Odoo's defaults. */
  readonly configuration: string | undefined;
  /** Whether that file is what the running Odoo read. */
  readonly age: ConfigurationAge;
  /** Keys of odoo.conf that the running Odoo's command line beats, with the option that does. */
  readonly beaten: ReadonlyMap<string, string>;
  /** What stands for the rest of the world in the port matrix; empty for the usual ones. */
  readonly matrix: { readonly references?: readonly PortTarget[]; readonly control?: PortTarget };
  /** The flags with which a command points here again; no secret stands in them. */
  readonly flags: readonly string[];
  /** Whether a DNS server was named: then names of the real world may not resolve. */
  readonly namedResolver: boolean;
}

/** Runs a measurement once a run, however many checks ask for it. */
export type Once = <Value>(key: object, measure: () => Promise<Value>) => Promise<Value>;

/** All that a cause can touch of the world. */
export interface CheckContext {
  readonly odoo: Odoo;
  /** The queue, counted once a run. */
  readonly readQueue: () => Promise<QueueStanding>;
  readonly target: CheckTarget;
  readonly smtp: SmtpProbe;
  readonly ports: PortProbe;
  readonly dns: Resolver;
  readonly resolveHost: ResolveHost;
  readonly host: HostSight;
  readonly mailMachine: MailMachine;
  /** The Odoos of this machine; undefined where they cannot be seen or mean nothing. */
  readonly sight: OdooSight | undefined;
  /** Waiting mails that letting the queue run would spend, read once a run; undefined where none or nobody can tell. */
  readonly foreseeWaking?: () => Promise<WakingCost | undefined>;
  readonly once: Once;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** For one network step, ms. */
  readonly timeoutMs: number;
  /** For the whole run, ms. */
  readonly deadlineMs: number;
}
