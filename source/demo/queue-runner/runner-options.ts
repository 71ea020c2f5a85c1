import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import type { ConfiguredSmtp } from './runner-settings.ts';

/** What a queue runner is told when it starts. Plain data: it goes from process to process. */
export interface QueueRunnerOptions {
  readonly series: OdooSeries;
  readonly postgres: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly password: string;
    readonly database: string;
  };
  /** odoo.conf's db_system, where the runner listens; heeded since 20. `postgres` unless told otherwise. */
  readonly systemDatabase?: string;
  /** `host:port` of the DNS server for the names of mail servers. */
  readonly resolver: string;
  /** PEM of the authorities that 19's strict modes trust. */
  readonly authority: string;
  readonly smtp: ConfiguredSmtp;
  /** How often the queue is looked at unasked. Odoo: 60 000. */
  readonly pollMs: number;
  /** For one network step. Odoo: 60 000. */
  readonly smtpTimeoutMs: number;
  /** Where Odoo's log goes, if anywhere. */
  readonly logFile?: string;
}
