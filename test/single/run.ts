/** `npm run test:single`, after `npm run pack:single`: the single executables where no Node and no account is. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { arch, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { spawn } from '@lydell/node-pty';
import packageJson from '../../package.json' with { type: 'json' };
import { allArchitectures, architectures } from '../../packaging/architectures.ts';
import { openWorld } from '../../source/demo/world/open-world.ts';

const run = promisify(execFile);
const output = join(import.meta.dirname, '..', '..', 'out');
const consoleTimeoutMs = 60_000;

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

const checkContents = async (): Promise<void> => {
  for (const architecture of allArchitectures) {
    for (const name of [`odoo-mail-doctor-linux-${architecture}`, `odoo-mail-doctor-demo-linux-${architecture}`]) {
      const file = await open(join(output, name));
      const { buffer } = await file.read({ buffer: Buffer.alloc(20) });
      await file.close();
      assert.equal(buffer.toString('latin1', 0, 5), '\x7fELF\x02', `${name} is a 64-bit program`);
      assert.equal(buffer.readUInt16LE(18), architectures[architecture].elfMachine, `${name} is for ${architecture}`);
      const bytes = await readFile(join(output, name));
      assert(bytes.includes("Finds out why Odoo's e-mail stopped"), `${name} holds the program`);
      say(`ok: ${name} is for ${architecture} and holds the program`);
    }
  }
};

/** A root with the libraries that a program names, and nothing else: no shell, no /etc/passwd, no Node. */
const makeRoot = async (root: string, program: string): Promise<void> => {
  const { stdout } = await run('ldd', [program]);
  for (const library of stdout.match(/\/\S+/g) ?? []) {
    await mkdir(join(root, dirname(library)), { recursive: true });
    await copyFile(library, join(root, library));
  }
  await copyFile(program, join(root, 'odoo-mail-doctor'));
};

const tryInRoot = async (root: string): Promise<void> => {
  const inside = ['--userspec=12345:12345', root, '/odoo-mail-doctor'];
  const { stdout } = await run('chroot', [...inside, '--version']);
  assert.equal(stdout, `${packageJson.version}\n`);
  say('ok: --version without Node, shell and account');

  const world = await openWorld({
    scenario: 'firewall',
    series: 18,
    traffic: false,
    signal: new AbortController().signal,
  });
  try {
    const target = ['--dsn', world.info.dsn, '--resolver', world.info.resolver];
    const checked = await run('chroot', [...inside, 'check', '--format', 'json', ...target], {
      env: { PATH: process.env['PATH'] },
      maxBuffer: 64 * 1024 * 1024,
    }).catch((error: { code: number; stdout: string }) => error);
    const { verdict } = JSON.parse(checked.stdout) as { verdict: unknown };
    assert.match(JSON.stringify(verdict), /firewall/);
    say('ok: check finds what is wrong');
    await openConsole([...inside, ...target]);
    say('ok: the console in a terminal');
  } finally {
    await world.close();
  }
};

const openConsole = async (args: readonly string[]): Promise<void> => {
  const terminal = spawn('chroot', [...args], {
    cols: 120,
    rows: 40,
    env: { TERM: 'xterm-256color', PATH: process.env['PATH'] },
  });
  let seen = '';
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`The console did not open: ${seen.slice(-500)}`)),
        consoleTimeoutMs,
      );
      const settle = (after: () => void) => {
        clearTimeout(timer);
        after();
      };
      terminal.onData((text) => {
        seen += text;
        if (/waiting/.test(seen)) settle(resolve);
      });
      terminal.onExit(() => settle(() => reject(new Error(`The console ended: ${seen.slice(-500)}`))));
    });
  } finally {
    terminal.kill('SIGTERM');
  }
};

await checkContents();
const here = allArchitectures.find((each) => each === arch());
if (process.getuid?.() !== 0 || here === undefined) {
  say('skipped: an empty root needs root, on Linux, x64 or arm64');
} else {
  const root = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-root-'));
  try {
    await makeRoot(root, join(output, `odoo-mail-doctor-linux-${here}`));
    await run('chmod', ['755', root]);
    await tryInRoot(root);
  } finally {
    await rm(root, { recursive: true });
  }
}
