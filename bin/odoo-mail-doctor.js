#!/usr/bin/env node
// The launcher: says in words what an old Node would say in a stack trace, answers what needs no bundle, and hands over.
// Node 12 must be able to read it to its end: no `await` outside functions, no `??`, no static import.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

/** @param {typeof import('node:fs')} fs */
const openCacheFolder = ({ accessSync, constants, existsSync, mkdirSync, statSync }) => {
  const { HOME: home, XDG_CACHE_HOME: caches } = process.env;
  const owned = caches || home;
  if (!owned || !process.geteuid) return undefined;
  try {
    const { uid, mode } = statSync(owned);
    // Compiled code is as good as code: it is taken from no folder where another account may write, as under `sudo -E`.
    if (uid !== process.geteuid() || (mode & 0o022) !== 0) return undefined;
    const base = caches || `${home}/.cache`;
    const folder = `${base}/odoo-mail-doctor`;
    // One at a time: below /proc making them recursively never ends.
    for (const path of [base, folder]) if (!existsSync(path)) mkdirSync(path, 0o700);
    accessSync(folder, constants.W_OK);
    return folder;
  } catch (_error) {
    return undefined;
  }
};

/** @param {typeof import('node:fs')} fs */
const answerVersion = ({ readFileSync, writeSync }) => {
  try {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    writeSync(1, `${version}\n`);
    return true;
  } catch (_error) {
    // Output that nobody reads: the bundle has the words for it.
    return false;
  }
};

/** @param {unknown} error */
const sayUnloadable = (error) => {
  process.stderr.write(
    `odoo-mail-doctor is not complete here: ${error instanceof Error ? error.message : error}. Install it again.\n`,
  );
  process.exitCode = 70;
};

const start = () => {
  const fs = process.getBuiltinModule('node:fs');
  if (process.argv.length === 3 && process.argv[2] === '--version' && answerVersion(fs)) return;
  // The caches of others (NODE_COMPILE_CACHE) stay where they are; one that cannot be written is none, and no fault.
  const folder = openCacheFolder(fs);
  if (folder) process.getBuiltinModule('node:module').enableCompileCache(folder);
  if (process.env['NODE_ENV'] === undefined) process.env['NODE_ENV'] = 'production';
  import(new URL('../dist/cli.js', import.meta.url).href).then(({ main }) => main(), sayUnloadable);
};

if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `odoo-mail-doctor needs Node.js 22.19 or newer; this is ${process.versions.node}. Install a newer Node.js and try again.\n`,
  );
  process.exitCode = 64;
} else {
  start();
}
