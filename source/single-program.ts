/** What the single executable carries: the command line, or one of the programs that it starts beside itself. */
import process from 'node:process';
import { helperWord } from './lib/own-program.ts';

const runCommandLine = async (): Promise<void> => {
  const { main } = await import('./cli.ts');
  await main();
};

/** Each is loaded when it is meant. Not awaited here: a script, which code compiled ahead belongs to, cannot wait. */
const run = (word: string | undefined): Promise<unknown> => {
  switch (word) {
    case helperWord('janitor'):
      return import('./demo/janitor/process.ts');
    case helperWord('queue-runner'):
      return import('./demo/queue-runner/process.ts');
    case helperWord('silent-port'):
      return import('./demo/silent-port/process.ts');
    default:
      return runCommandLine();
  }
};

void run(process.argv[2]);
