/** Types, format, import rules and dead code, all at once: the compiler alone would keep one core busy and the others idle. */
import { spawn } from 'node:child_process';
import { buffer } from 'node:stream/consumers';

const scripts = ['types', 'lint:code', 'lint:imports', 'lint:dead', 'lint:dead-in-production'];

/** @param {string} script */
const run = async (script) => {
  const child = spawn('npm', ['run', '--silent', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const [output, errors, status] = await Promise.all([buffer(child.stdout), buffer(child.stderr), ended]);
  process.stdout.write(`${status === 0 ? 'ok' : 'FAILED'}: npm run ${script}\n`);
  if (status === 0) return;
  process.stdout.write(output);
  process.stderr.write(errors);
  process.exitCode = 1;
};

await Promise.all(scripts.map(run));
