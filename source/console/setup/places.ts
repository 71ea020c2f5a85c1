import type { SearchedPlace } from '../../ui/setup/source.ts';

/** An odoo.conf that was looked for. */
interface Attempt {
  readonly path: string;
  readonly namedBy?: string;
  readonly outcome: 'found' | 'missing' | 'unreadable';
}

interface RunningOdoo {
  readonly pid: number;
  readonly config: string | undefined;
}

/** What was seen of this machine while a target was looked for. */
export interface Surroundings {
  readonly attempts: readonly Attempt[];
  /** Paths below it are told with `~`. */
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  /** Undefined with the reason where processes cannot be seen. */
  readonly odoos: readonly RunningOdoo[] | { readonly unseen: string };
  /** Paths of PostgreSQL's sockets. */
  readonly sockets: readonly string[];
  readonly socketFolders: readonly string[];
  readonly passwordFile: string;
  readonly passwordLines: number;
}

/** What names an Odoo or a database, and never a secret. */
const variables = ['ODOO_RC', 'OPENERP_SERVER', 'PGHOST', 'PGHOSTADDR', 'PGDATABASE', 'PGSERVICE'];

const placesOf = (seen: Surroundings): readonly SearchedPlace[] => [
  ...seen.attempts.map(tellAttempt),
  tellEnvironment(seen.env),
  tellOdoos(seen.odoos),
  tellSockets(seen),
  seen.passwordLines > 0
    ? { place: seen.passwordFile, result: `${seen.passwordLines} of its lines can be used`, status: 'ok' }
    : { place: seen.passwordFile, result: 'no line that can be used', status: 'skipped' },
];

/** Each place that was looked at, with what was there: odoo.conf, the environment, Odoo's process, sockets, passwords. */
export const tellPlaces = (seen: Surroundings): readonly SearchedPlace[] =>
  placesOf(seen).map(({ place, ...rest }) => ({
    ...rest,
    place: place.startsWith(`${seen.home}/`) ? `~${place.slice(seen.home.length)}` : place,
  }));

const tellAttempt = ({ path, namedBy, outcome }: Attempt): SearchedPlace => {
  const place = namedBy === undefined ? path : `${path} (${namedBy})`;
  switch (outcome) {
    case 'found':
      return { place, result: 'was read', status: 'ok' };
    case 'missing':
      return { place, result: 'is not there', status: 'skipped' };
    case 'unreadable':
      return { place, result: 'is there and may not be read', status: 'fail' };
  }
};

const tellEnvironment = (env: NodeJS.ProcessEnv): SearchedPlace => {
  const set = variables.filter((name) => (env[name] ?? '') !== '');
  return set.length === 0
    ? { place: 'environment', result: 'neither ODOO_RC nor PGHOST, PGDATABASE, PGSERVICE is set', status: 'skipped' }
    : { place: 'environment', result: set.map((name) => `${name}=${env[name]}`).join(', '), status: 'ok' };
};

const tellOdoos = (odoos: Surroundings['odoos']): SearchedPlace => {
  const place = "Odoo's process";
  if ('unseen' in odoos) return { place, result: odoos.unseen, status: 'unknown' };
  if (odoos.length === 0) return { place, result: 'none runs on this machine', status: 'skipped' };
  const told = odoos.map(
    ({ pid, config }) => `${pid} ${config === undefined ? 'names no odoo.conf' : `reads ${config}`}`,
  );
  return { place, result: told.join(', '), status: 'ok' };
};

const tellSockets = ({ sockets, socketFolders }: Surroundings): SearchedPlace => {
  const place = "PostgreSQL's sockets";
  return sockets.length === 0
    ? { place, result: `none in ${socketFolders.join(', ')}`, status: 'skipped' }
    : { place, result: sockets.join(', '), status: 'ok' };
};
