import { homedir, userInfo } from 'node:os';

/** The places and the identity that finding a target depends on; tests hand in a tree of their own. */
export interface Machine {
  /** Where the system's configuration lies: `/etc`. */
  readonly etc: string;
  /** The home of whoever runs us. */
  readonly home: string;
  readonly userName: string;
  readonly isRoot: boolean;
  /** Where PostgreSQL puts its socket: Debian's folder, then the one PostgreSQL itself chooses. */
  readonly socketFolders: readonly string[];
}

/** The machine we stand on. `HOME` wins over the account's home, as in a shell. */
export const thisMachine = (): Machine => {
  const { username, uid } = userInfo();
  return {
    etc: '/etc',
    home: homedir(),
    userName: username,
    isRoot: uid === 0,
    socketFolders: ['/var/run/postgresql', '/tmp'],
  };
};
