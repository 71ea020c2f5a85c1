import { writeDsn } from '../../target/database/write-dsn.ts';
import type { ConnectionForm } from '../../ui/setup/source.ts';
import type { CommandContext } from '../../world/command.ts';

/** What would say another word on the same things. */
const elsewhere = ['PGHOST', 'PGHOSTADDR', 'PGPORT', 'PGDATABASE', 'PGUSER', 'PGSERVICE', 'PGSSLMODE', 'PGPASSWORD'];

/**
 * The same command, pointed at what the form says. The password stays in this process's memory: it goes the way of
 * PGPASSWORD, so that no printed command can hold it.
 */
export const contextForForm = (context: CommandContext, form: ConnectionForm): CommandContext => {
  const { database: _named, ...options } = context.options;
  const ambient = Object.entries(context.env).filter(([name]) => !elsewhere.includes(name));
  return {
    ...context,
    options: { ...options, allDatabases: false, dsn: writeDsn({ ...form, sslmode: form.tls }) },
    env: { ...Object.fromEntries(ambient), ...(form.password === '' ? {} : { PGPASSWORD: form.password }) },
  };
};
