import type { ClusterAddress } from '../database/databases.ts';
import type { ConfiguredSmtp } from '../queue-runner/runner-settings.ts';

export interface OdooConfOptions {
  readonly cluster: ClusterAddress;
  readonly database: string;
  readonly smtp: ConfiguredSmtp;
  readonly cronWorkers: number;
  readonly dataFolder: string;
  readonly logFile: string;
  /** `host:port` of mail servers to compare with, when a port seems blocked. */
  readonly referenceRelays: readonly string[];
  /** `host:port` that is reachable unless the whole network is down. */
  readonly control: string;
  readonly authorityFile: string;
  /** The folder that stands for the machine. */
  readonly machine?: string | undefined;
}

/** The odoo.conf of a demo world, as an administrator would have written it; `smtp_ssl` means STARTTLS. */
export const formatOdooConf = (options: OdooConfOptions): string => {
  const { cluster, database, smtp } = options;
  return `[options]
; Written for the demo world: it is gone when the world ends.
db_host = 127.0.0.1
db_port = ${cluster.port}
db_user = odoo
db_password = ${cluster.passwords.odoo}
db_name = ${database}
list_db = False
smtp_server = ${smtp.server ?? 'False'}
smtp_port = ${smtp.port}
smtp_ssl = ${smtp.smtpSsl ? 'True' : 'False'}
smtp_user = ${smtp.user ?? 'False'}
smtp_password = ${smtp.password ?? 'False'}
email_from = ${smtp.emailFrom ?? 'False'}
workers = 2
max_cron_threads = ${options.cronWorkers}
limit_time_cpu = 60
limit_time_real = 120
proxy_mode = True
data_dir = ${options.dataFolder}
logfile = ${options.logFile}

[odoo_mail_doctor]
reference_relays = ${options.referenceRelays.join(', ')}
control = ${options.control}
ca_file = ${options.authorityFile}
${options.machine === undefined ? '' : `machine = ${options.machine}\n`}`;
};
