import type { CommandResult } from './run-command.ts';

const answerLimit = 4_000;

/** What a program said, for the evidence. */
export const describeCommand = (result: CommandResult): string => {
  switch (result.kind) {
    case 'ended':
      return (result.status === 0 ? result.output : `${result.errors.trim()} (status ${result.status})`).slice(
        0,
        answerLimit,
      );
    case 'missing':
      return 'not installed';
    case 'failed':
      return result.reason;
  }
};
