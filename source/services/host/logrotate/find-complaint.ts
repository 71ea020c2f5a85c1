import type { Evidence } from '../../../domain/finding/evidence.ts';
import { type Clock, observe } from '../observation.ts';
import type { CommandOptions, CommandRunner } from '../run-command.ts';

export interface AskedLogrotate {
  /** Undefined where it did not come to an end. */
  readonly isInstalled: boolean | undefined;
  /** Why it would leave the file alone, in its own words; undefined where it would not, or where it may not say. */
  readonly complaint: string | undefined;
  readonly evidence: readonly Evidence[];
}

/** What of logrotate's output speaks against rotating a file; `-d` prints errors of other files, too. */
export const parseComplaint = (output: string, logFile: string): string | undefined => {
  const lines = output.split('\n').map((line) => line.trim());
  const errors = lines.filter((line) => /^error:/i.test(line)).map((line) => line.replace(/^error:\s*/i, ''));
  // Without rights it cannot read its memory or the log itself, which says nothing of how it does as root.
  const own = errors.filter((error) => !/permission denied|Operation not permitted/i.test(error));
  const named = own.find((error) => error.includes(logFile));
  const folder = logFile.slice(0, logFile.lastIndexOf('/'));
  return (
    named ?? own.find((error) => error.includes(`${folder}/`) || /^\S+:\d+ /.test(error) || /Ignoring/i.test(error))
  );
};

/** Asks logrotate what it would do with one configuration file. Cost: one run, which changes nothing. */
export const findComplaint = async (
  { run, ...options }: Clock & CommandOptions & { readonly run: CommandRunner },
  configuration: string,
  logFile: string,
): Promise<AskedLogrotate> => {
  const args = ['-d', configuration];
  const { seen, evidence } = await observe(
    { kind: 'process', asked: `logrotate ${args.join(' ')}` },
    options,
    () => run('logrotate', args, options),
    (result) =>
      result.kind === 'ended'
        ? `${result.errors}${result.output}`.trim()
        : result.kind === 'missing'
          ? 'no such program'
          : result.reason,
  );
  if (seen.kind !== 'ended') {
    return { isInstalled: seen.kind === 'missing' ? false : undefined, complaint: undefined, evidence: [evidence] };
  }
  return {
    isInstalled: true,
    complaint: parseComplaint(`${seen.errors}\n${seen.output}`, logFile),
    evidence: [evidence],
  };
};
