interface Connection {
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly sslmode: string;
  readonly database: string;
}

/**
 * What `--dsn` takes for this connection, without a password: a URI, or pairs where a part would have to be escaped there
 * or is a socket's folder. What is empty is left out, and is then found as for every other target.
 */
export const writeDsn = ({ host, port, user, sslmode, database }: Connection): string => {
  const mode = sslmode === 'prefer' ? '' : sslmode;
  if (host !== '' && [host, port, user, database].every((part) => /^[\w.-]*$/.test(part))) {
    const account = user === '' ? '' : `${user}@`;
    const place = port === '' ? host : `${host}:${port}`;
    return `postgres://${account}${place}/${database}${mode === '' ? '' : `?sslmode=${mode}`}`;
  }
  return Object.entries({ host, port, user, dbname: database, sslmode: mode })
    .flatMap(([keyword, value]) => (value === '' ? [] : [`${keyword}=${quote(value)}`]))
    .join(' ');
};

const quote = (value: string): string => (/^[\w./:@%-]+$/.test(value) ? value : `'${value.replace(/[\\']/g, '\\$&')}'`);
