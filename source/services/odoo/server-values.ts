import type { MailServer } from '../../domain/odoo/mail-server.ts';
import type { ServerEnvironment } from '../../domain/odoo/server-environment.ts';

/** The columns of ir_mail_server that OCA's mail_environment takes out of Odoo's hands. */
export const valueColumns = ['smtp_host', 'smtp_port', 'smtp_encryption', 'smtp_user', 'smtp_pass'] as const;

export type ValueColumn = (typeof valueColumns)[number];

/** Where a database's mail servers have their values from. */
export interface ServerSources {
  /** The module mail_environment is installed, or its column is there. */
  readonly byModule: boolean;
  /** Of the value columns, those that this table does not have. */
  readonly missing: readonly ValueColumn[];
  readonly environment: ServerEnvironment | undefined;
}

/** What of a row decides its values. */
export interface ValueRow {
  readonly name: string;
  readonly host: string | null | undefined;
  readonly port: number | null | undefined;
  readonly encryption: string | null | undefined;
  readonly user: string | null | undefined;
  /** The text of server_env_defaults; undefined without that column. */
  readonly defaults: string | null | undefined;
  /** Whether table encrypted_data holds its values (OCA's server_environment_data_encryption). */
  readonly isEncrypted: boolean;
}

export type ServerValues = Pick<MailServer, 'host' | 'port' | 'encryption' | 'user' | 'detached'>;

/**
 * Host, port, encryption and user as Odoo uses them, or null where that cannot be told from here. With mail_environment
 * the columns stay behind and are read no more: a file beats encrypted_data, that the JSON in server_env_defaults.
 * A part that is not known makes the address unknown: a guess would be tried at somebody else's server.
 */
export const judgeServerValues = (row: ValueRow, { byModule, missing, environment }: ServerSources): ServerValues => {
  if (byModule) return readDetached(row, environment);
  const values = {
    host: row.host ?? null,
    port: row.port ?? null,
    encryption: row.encryption ?? null,
    user: row.user ?? null,
  };
  const [first] = missing;
  if (first === undefined) return { ...values, detached: null };
  const hasAddress = !missing.some((column) => ['smtp_host', 'smtp_port', 'smtp_encryption'].includes(column));
  return {
    ...(hasAddress ? values : nowhere),
    user: values.user,
    detached: `the table ir_mail_server has no column ${missing.join(', ')}`,
  };
};

const nowhere = { host: null, port: null, encryption: null } as const;

const module = "OCA's module mail_environment";

const readDetached = (row: ValueRow, environment: ServerEnvironment | undefined): ServerValues => {
  const own = environment?.outgoing.get(row.name);
  const all = environment?.outgoing.get('');
  const defaults = row.isEncrypted ? {} : readDefaults(row.defaults);
  const find = (column: ValueColumn): unknown =>
    own?.get(column)?.value ?? all?.get(column)?.value ?? defaults[`x_${column}_env_default`];
  const host = toText(find('smtp_host'));
  const port = Number(find('smtp_port') ?? Number.NaN);
  const encryption = toText(find('smtp_encryption'));
  const isComplete = host !== null && Number.isInteger(port) && port > 0 && port < 65_536 && encryption !== null;
  return {
    ...(isComplete ? { host, port, encryption } : nowhere),
    user: toText(find('smtp_user')),
    detached: describeSources(row, isComplete),
  };
};

const describeSources = ({ isEncrypted }: ValueRow, isComplete: boolean): string => {
  if (isEncrypted && !isComplete) {
    return `${module} takes its values from files or from the encrypted table encrypted_data, not from this row`;
  }
  return isComplete
    ? `${module} takes its values from files or from server_env_defaults, not from this row's own columns`
    : `${module} takes its values from files that are not read here, not from this row's own columns`;
};

/** People edit it by hand: what is no JSON object holds nothing. */
const readDefaults = (text: string | null | undefined): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
};

const toText = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);
