import type { RetrySource } from '../../source/ui/screens/retry/source.ts';
import { openScreen } from './open-screen.tsx';
import { createRetrySource } from './retry-source.ts';

type Options = Parameters<typeof openScreen>[0];

/** The console on its retry screen, its mails read. */
export const openRetry = async (source: Partial<RetrySource> = createRetrySource(40), options: Options = {}) => {
  const screen = openScreen({ columns: 120, rows: 30, ...options, retry: source });
  await screen.waitFor('q quit');
  screen.type('3');
  await screen.waitFor(/\d+ (failed )?mail/);
  return screen;
};
