import { createHash, type ScryptOptions, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

/**
 * 32 MB and a little. What is larger than 32 MB glibc takes from the system for itself and gives back at once; of the
 * 16 MB that are Node's default each of its four threads would keep as much for as long as the process lives.
 */
const cost = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1_024 ** 2 };
const keyLength = 32;

/** More accounts than anybody has; then all are worked out again. */
const mostKnown = 200;

const scryptOf = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);
const known = new Map<string, Promise<string>>();
let last: Promise<unknown> = Promise.resolve();

/**
 * The key, base64, by which a file knows what describes an account: by scrypt, so that a stolen file gives secrets away no
 * faster than one guess in some 100 ms. Worked out once in the life of the process, and one after the other, as each takes
 * its memory. `salt` is base64.
 */
export const hashAccount = (text: string, salt: string): Promise<string> => {
  // A secret is not kept as it is.
  const name = createHash('sha256').update(`${salt}\0${text}`).digest('base64');
  const found = known.get(name);
  if (found !== undefined) return found;
  if (known.size >= mostKnown) known.clear();
  const key = last.then(async () => {
    const hash = await scryptOf(text, Buffer.from(salt, 'base64'), keyLength, cost);
    return hash.toString('base64');
  });
  known.set(name, key);
  last = key.catch(() => known.delete(name));
  return key;
};
