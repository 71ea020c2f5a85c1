/** A value of a section beside [options], and where it stands. Never a secret. */
export interface EnvironmentValue {
  readonly value: string;
  /** Counted from 1. */
  readonly line: number;
}

/**
 * What odoo.conf says in the sections that OCA's server_environment reads before the database: they beat what Odoo's
 * own tables hold. The module also reads files of its own and the process' environment, which we do not.
 */
export interface ServerEnvironment {
  /** Of the odoo.conf. */
  readonly path: string;
  /** [outgoing_mail] under '', [outgoing_mail.NAME] under the server's name; without passwords. */
  readonly outgoing: ReadonlyMap<string, ReadonlyMap<string, EnvironmentValue>>;
  /** [ir.config_parameter], by key; keys that look like secrets are there with an empty value. */
  readonly parameters: ReadonlyMap<string, EnvironmentValue>;
}
