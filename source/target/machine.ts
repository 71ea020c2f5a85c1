import { homedir, userInfo } from 'node:os';

/** The places and the identity that finding a target depends on; tests hand in a tree of their own. */
export interface Machine {
  /** Where the system's configuration lies: `/etc`. */
  readonly etc: string;
  /** The home of whoever runs us. */
  readonly home: string;
  /** The account's name; undefined where it has a number only, as a container's that was started with `--user 12345`. */
  readonly userName: string | undefined;
  readonly isRoot: boolean;
  /** Where PostgreSQL puts its socket: Debian's folder, then the one PostgreSQL itself chooses. */
  readonly socketFolders: readonly string[];
}

/** The machine we stand on. `HOME` wins over the account's home, as in a shell. */
export const thisMachine = (): Machine => {
  return {
    etc: '/etc',
    home: findHome(),
    userName: findName(),
    isRoot: process.getuid?.() === 0,
    socketFolders: ['/var/run/postgresql', '/tmp'],
  };
};

/** An account that /etc/passwd does not know has no home, and Node throws; `/` is what container engines give it. */
const findHome = (): string => {
  try {
    return homedir();
  } catch {
    return '/';
  }
};

const findName = (): string | undefined => {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
};
