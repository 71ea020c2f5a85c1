import type { Writer } from '../../services/postgres/writer.ts';

/**
 * Marks an entry of the journal as being worked on, for as long as the connection lives: the server lets go of it when
 * a process dies. So an entry without an end whose mark is free is one whose process ended, and what it had under way
 * in the database is over too.
 * @returns false when another console holds it.
 */
export const holdEntry = async (writer: Writer, entry: string): Promise<boolean> => {
  const [row] = await writer.query<{ held: boolean }>(
    "select pg_try_advisory_lock(hashtext('odoo-mail-doctor'), hashtext($1)) as held",
    [entry],
  );
  return row?.held === true;
};
