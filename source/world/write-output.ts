import { sanitize } from '../domain/sanitize.ts';
import { spellTypography, toAscii } from '../domain/wording/ascii.ts';
import type { CommandContext, OutputFormat } from './command.ts';

/** What of a command's context writing needs. */
export type Output = Pick<CommandContext, 'stdout' | 'stderr' | 'env'> & {
  readonly options: Pick<CommandContext['options'], 'ascii'>;
};

/** A program that reads JSON or CSV gets the data as it is; whatever a terminal may show is made printable, once more. */
const isForPrograms = (format: OutputFormat): boolean => format === 'json' || format === 'csv';

/** The font of a Linux console (`TERM=linux`) has 256 or 512 characters: letters, but no signs. */
const printable = (text: string, { options, env }: Output, isTerminal: boolean): string => {
  const clean = sanitize(text);
  if (options.ascii) return toAscii(clean);
  return isTerminal && env['TERM'] === 'linux' ? spellTypography(clean) : clean;
};

/** Writes a result. What a terminal shows of it cannot steer the terminal, nor hold more than `--ascii` allows. */
export const writeResult = (output: Output, format: OutputFormat, text: string): void => {
  const { stdout } = output;
  stdout.write(isForPrograms(format) ? text : printable(text, output, stdout.isTTY === true));
};

/** Writes what is to be known beside the result, to stderr. */
export const writeNotice = (output: Output, text: string): void => {
  output.stderr.write(printable(text, output, false));
};
