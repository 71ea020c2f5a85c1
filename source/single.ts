/** Where the single executable begins: the command line, or one of the programs that it starts beside itself. */
import process from 'node:process';
import packageJson from '../package.json' with { type: 'json' };
import { helperWord } from './lib/own-program.ts';

const args = process.argv.slice(2);

switch (args[0]) {
  case helperWord('janitor'):
    await import('./demo/janitor/process.ts');
    break;
  case helperWord('queue-runner'):
    await import('./demo/queue-runner/process.ts');
    break;
  case helperWord('silent-port'):
    await import('./demo/silent-port/process.ts');
    break;
  case '--version':
    // Everything else would be compiled for nothing.
    if (args.length === 1) process.stdout.write(`${packageJson.version}\n`);
    else await runCommandLine();
    break;
  default:
    await runCommandLine();
}

async function runCommandLine(): Promise<void> {
  const { main } = await import('./cli.ts');
  await main();
}
