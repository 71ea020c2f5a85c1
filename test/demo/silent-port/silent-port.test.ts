import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startJanitor } from '../../../source/demo/janitor/janitor.ts';
import { startSilentPort } from '../../../source/demo/silent-port/silent-port.ts';

test('connecting to a silent port is answered neither yes nor no', async () => {
  const janitor = await startJanitor();
  const silent = await startSilentPort(janitor);
  const attempts = [1, 2, 3].map(() => connect({ host: '127.0.0.1', port: silent.port }));
  const answers: string[] = [];
  for (const attempt of attempts) {
    attempt.on('connect', () => answers.push('connected'));
    attempt.on('error', () => answers.push('refused'));
  }
  // The kernel answers a loopback SYN at once or, as here, not before it is sent again after a second.
  await sleep(300);
  expect(answers).toEqual([]);
  expect(attempts.map(({ connecting }) => connecting)).toEqual([true, true, true]);
  for (const attempt of attempts) attempt.destroy();
  await silent.close();
  await janitor.close();
});
