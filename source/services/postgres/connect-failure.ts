import { DatabaseError } from 'pg';
import type { AddressPart, DatabaseAddress } from '../../domain/database/database-address.ts';
import { insufficientPrivilege } from '../../domain/database/sql-state.ts';
import { UserError } from '../../domain/errors.ts';
import { sanitizeLine } from '../../domain/sanitize.ts';
import { endSentence } from '../../domain/wording/end-sentence.ts';
import { NoPassword } from './connect-password.ts';
import { explainPooler } from './connect-pooler.ts';
import { isUnixSocket } from './connect-tls.ts';

/** Peer authentication said no. Told by the server's source function, as its messages come in its own language. */
export const isPeerRefusal = (error: unknown, address: DatabaseAddress): boolean =>
  error instanceof DatabaseError && error.code === '28000' && error.routine === 'auth_failed' && isUnixSocket(address);

/** The server has no rule for this user, database, address and encryption (auth.c, `ClientAuthentication`). */
export const isMissingRule = (error: unknown): boolean =>
  error instanceof DatabaseError && error.code === '28000' && error.routine === 'ClientAuthentication';

/** Neither yes nor no came back when we asked for TLS (pg/lib/connection.js): what answers is no PostgreSQL. */
export const isOtherProtocol = (error: unknown): boolean =>
  error instanceof Error && error.message === 'There was an error establishing an SSL connection';

/** A failed connection as a sentence for a person, never with the password. */
export const describeConnectionFailure = (error: unknown, address: DatabaseAddress): UserError => {
  if (error instanceof UserError) return error;
  const { message, tryThis } =
    explainPassword(error, address) ?? explainServer(error, address) ?? explainNetwork(error, address);
  return new UserError(message, tryThis, { cause: error });
};

interface Explanation {
  readonly message: string;
  readonly tryThis?: string;
}

/** `PostgreSQL at db.internal, port 5432`, or with the path of its socket. */
const nameServer = (address: DatabaseAddress): string =>
  isUnixSocket(address)
    ? `PostgreSQL at the socket ${address.host}/.s.PGSQL.${address.port}`
    : `PostgreSQL at ${address.host}, port ${address.port}`;

const keys: Readonly<Record<AddressPart, { readonly file: string; readonly variable: string }>> = {
  host: { file: 'db_host', variable: 'PGHOST' },
  port: { file: 'db_port', variable: 'PGPORT' },
  user: { file: 'db_user', variable: 'PGUSER' },
  password: { file: 'db_password', variable: 'PGPASSWORD' },
  sslmode: { file: 'db_sslmode', variable: 'PGSSLMODE' },
};

/**
 * Where a part of the address is set: where it was said, else where the rest was. Who points with --dsn is not sent into
 * a file that says nothing about this server.
 */
export const advise = (part: AddressPart, { told = {} }: Pick<DatabaseAddress, 'told'>, verb: string): string => {
  const { file, variable } = keys[part];
  const place = told[part];
  const byDsn = Object.values(told).includes('--dsn');
  if (place !== undefined) return `${verb} the ${part} that comes from ${place}.`;
  if (part === 'password') {
    return byDsn
      ? `${verb} ${variable}, or a line in ~/.pgpass; in --dsn others could read it.`
      : `${verb} db_password in odoo.conf, ${variable}, or a line in ~/.pgpass.`;
  }
  return byDsn ? `${verb} the ${part} in --dsn, or ${variable}.` : `${verb} ${file} in odoo.conf, or use --dsn.`;
};

const explainPassword = (error: unknown, address: DatabaseAddress): Explanation | undefined => {
  if (!(error instanceof NoPassword)) return undefined;
  const message = `${nameServer(address)} wants a password for ${address.user}, and none was given.`;
  return error.ignoredFile === undefined
    ? { message, tryThis: advise('password', address, 'Set') }
    : {
        message,
        tryThis: `${error.ignoredFile} is not used, because others may read it: chmod 600 ${error.ignoredFile}`,
      };
};

const explainServer = (error: unknown, address: DatabaseAddress): Explanation | undefined => {
  if (!(error instanceof DatabaseError)) return undefined;
  const code = error.code ?? 'no code';
  if (code === '28000') return explainRefusal(error, address);
  const detail = sanitizeLine(error.message);
  return (
    explainPooler(detail, address) ??
    missingAccess(address)[code] ??
    busyServer(address, detail)[code] ?? {
      message: `${nameServer(address)} refused the connection: ${detail} (${code}).`,
    }
  );
};

/** By code: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const missingAccess = (address: DatabaseAddress): Readonly<Record<string, Explanation>> => {
  const { user, database } = address;
  const server = nameServer(address);
  return {
    '28P01': {
      message: `${server} refused the password of ${user}.`,
      tryThis: `${advise('password', address, 'Check')} PostgreSQL says the same when there is no such role.`,
    },
    '3D000': {
      message: `${server} has no database ${database}.`,
      tryThis: 'Choose another with -d, or leave it out to see which there are.',
    },
    [insufficientPrivilege]: {
      message: `${user} may not connect to the database ${database} of ${server}.`,
      tryThis: `As its owner: GRANT CONNECT ON DATABASE "${database}" TO "${user}";`,
    },
  };
};

const busyServer = (address: DatabaseAddress, detail: string): Readonly<Record<string, Explanation>> => {
  const server = nameServer(address);
  const inTransit = {
    message: endSentence(`${server} is starting up or shutting down: ${detail}`),
    tryThis: 'Try again in a moment; its log says what it is doing.',
  };
  return {
    '53300': {
      message: endSentence(`${server} takes no further connection: ${detail}`),
      tryThis: 'See who holds them in pg_stat_activity; max_connections should exceed what db_maxconn allows Odoo.',
    },
    '57P01': inTransit,
    '57P02': inTransit,
    '57P03': inTransit,
  };
};

const explainRefusal = (error: DatabaseError, address: DatabaseAddress): Explanation => {
  const server = nameServer(address);
  const { user, database } = address;
  if (isPeerRefusal(error, address)) {
    return {
      message: `${server} lets ${user} in only from the account of that name (peer authentication).`,
      tryThis: `sudo -u ${user} odoo-mail-doctor`,
    };
  }
  if (isMissingRule(error)) {
    return {
      message: endSentence(
        `${server} has no rule that lets ${user} into ${database} from here: ${sanitizeLine(error.message)}`,
      ),
      tryThis: 'Add a line for it to pg_hba.conf and reload PostgreSQL, or run this on the Odoo server.',
    };
  }
  if (error.routine === 'InitializeSessionUserId') {
    return {
      message: `${server} has no role ${user} that may log in.`,
      tryThis: `Name the role that Odoo uses. ${advise('user', address, 'Check')}`,
    };
  }
  return { message: endSentence(`${server} refused ${user}: ${sanitizeLine(error.message)}`) };
};

const explainNetwork = (error: unknown, address: DatabaseAddress): Explanation => {
  const server = nameServer(address);
  const code = codeOf(error);
  const detail = sanitizeLine(error instanceof Error ? error.message : String(error));
  if (code === 'ENOENT' || (code === 'ECONNREFUSED' && isUnixSocket(address))) {
    return {
      message: `${server} does not answer: nobody listens there.`,
      tryThis: `Is PostgreSQL running here? If it is elsewhere: ${advise('host', address, 'set')}`,
    };
  }
  if (code === 'ERR_UNKNOWN_CREDENTIAL') {
    return {
      message: `${server} lets ${address.user} in only from the account of that name, which this machine does not have.`,
      tryThis: 'Run it where Odoo runs, or connect with a password: --dsn postgres://…',
    };
  }
  if (isOtherProtocol(error)) {
    return { message: `What answers as ${server} is something else.`, tryThis: advise('port', address, 'Check') };
  }
  return networkFailures(server, address)[code] ?? explainHandshake(address, code, detail);
};

const networkFailures = (server: string, address: DatabaseAddress): Readonly<Record<string, Explanation>> => {
  const { host } = address;
  const unknownHost = {
    message: `The name ${host} of the PostgreSQL server cannot be resolved.`,
    tryThis: `${advise('host', address, 'Check')} Inside Docker it is the name of a service.`,
  };
  const noRoute = {
    message: `There is no route to ${server}.`,
    tryThis: 'Is this machine in the same network as the database?',
  };
  const silent = {
    message: `${server} did not answer in time.`,
    tryThis: 'A firewall that drops packets looks like this; --timeout waits longer.',
  };
  const forbidden = {
    message: `${server} may not be opened by this account.`,
    tryThis: 'Run odoo-mail-doctor as root or as the user Odoo runs as.',
  };
  return {
    ECONNREFUSED: {
      message: `${server} refused the connection: nobody listens there.`,
      tryThis: 'Is PostgreSQL running, and does listen_addresses include this address?',
    },
    ENOTFOUND: unknownHost,
    EAI_AGAIN: unknownHost,
    EHOSTUNREACH: noRoute,
    ENETUNREACH: noRoute,
    ETIMEDOUT: silent,
    TimeoutError: silent,
    EACCES: forbidden,
    EPERM: forbidden,
  };
};

const explainHandshake = (address: DatabaseAddress, code: string, detail: string): Explanation => {
  const server = nameServer(address);
  if (detail === 'The server does not support SSL connections') {
    return {
      message: `${server} does not offer TLS, which is required here.`,
      tryThis: `To go without: sslmode prefer. ${advise('sslmode', address, 'Set')} Or ssl = on in postgresql.conf.`,
    };
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO/.test(code)) {
    return {
      message: endSentence(`The certificate of ${server} is not trusted: ${detail}`),
      tryThis: 'PGSSLROOTCERT names the certificates to trust; sslmode=require accepts any.',
    };
  }
  return {
    message: endSentence(`The connection to ${server} failed: ${detail}`),
    tryThis: 'Is it PostgreSQL that listens there?',
  };
};

/** The code of an error, or of the first of several addresses that were tried together; else its name. */
const codeOf = (error: unknown): string => {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return '';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
};
