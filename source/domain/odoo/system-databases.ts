/** One session called `odoo-<pid>` in a database other than Odoo's own. */
export interface OdooSighting {
  readonly database: string;
  /** Its name and where it comes from: processes of two machines share numbers. */
  readonly process: string;
}

/** Where cron workers wait unless db_system says otherwise (odoo/tools/config.py). */
export const usualSystemDatabase = 'postgres';

/**
 * The databases in which cron workers may wait to be called: those that were named, else the usual one, and every other
 * in which an Odoo has a session. One whose Odoo is also in a database of the first kind is a neighbour: that Odoo waits
 * there, and works here.
 */
export const findSystemDatabases = (
  named: readonly string[],
  sightings: readonly OdooSighting[],
): readonly string[] => {
  const known = named.length === 0 ? [usualSystemDatabase] : [...new Set(named)];
  const waiting = new Set(sightings.filter(({ database }) => known.includes(database)).map(({ process }) => process));
  const neighbours = new Set(sightings.filter(({ process }) => waiting.has(process)).map(({ database }) => database));
  const others = sightings.map(({ database }) => database).filter((name) => !neighbours.has(name));
  return [...new Set([...known, ...others])];
};
