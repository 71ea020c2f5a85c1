import type { SslMode } from '../../domain/database/database-address.ts';
import type { Status } from '../../domain/finding/status.ts';

/** A place where an Odoo or a database could have been named, and what was there. */
export interface SearchedPlace {
  readonly place: string;
  readonly result: string;
  readonly status: Status;
}

/** How to reach a PostgreSQL server, as it stands in the form. */
export interface ConnectionForm {
  /** A name, an address, or the folder of a socket. */
  readonly host: string;
  readonly port: string;
  readonly user: string;
  /** Empty: ~/.pgpass is asked. */
  readonly password: string;
  readonly tls: SslMode;
  /** Empty: the server is asked which there are. */
  readonly database: string;
}

/** A line of ~/.pgpass without its password; `*` fits everything. */
export interface PasswordLine {
  readonly host: string;
  readonly port: string;
  readonly database: string;
  readonly user: string;
}

/** An odoo.conf that was not in the usual places. */
export interface OtherConfiguration {
  readonly path: string;
  /** `Odoo's process 812 reads it`. */
  readonly why: string;
}

export interface Refusal {
  readonly message: string;
  readonly tryThis: string | undefined;
}

/** What came of trying the form. */
export type FormTrial =
  | { readonly kind: 'opens' }
  | { readonly kind: 'several'; readonly names: readonly string[] }
  | ({ readonly kind: 'refused' } & Refusal);

/** What the set-up screen sees of the world. */
export interface SetupSource {
  /** Why nothing could be opened. */
  readonly reason: Refusal;
  readonly places: readonly SearchedPlace[];
  readonly configurations: readonly OtherConfiguration[];
  readonly passwordLines: readonly PasswordLine[];
  readonly first: ConnectionForm;
  /** Connects with what the form says; rejects only when the signal is aborted. */
  try(form: ConnectionForm, options: { readonly signal: AbortSignal }): Promise<FormTrial>;
}

/** What the person wants to open. */
export type SetupChoice =
  | { readonly kind: 'connection'; readonly form: ConnectionForm }
  | { readonly kind: 'configuration'; readonly path: string }
  | { readonly kind: 'demo' };
