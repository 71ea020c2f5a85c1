import { formatFailureNagios } from '../output/check/nagios.ts';
import { type CommandFailure, failureDocument } from '../output/failure.ts';
import type { OutputFormat } from '../world/command.ts';
import { type Output, writeNotice, writeResult } from '../world/write-output.ts';

/** Says it as the chosen format wants it: one document for JSON and a line for a monitoring plugin, on stdout; a sentence and a hint for people, on stderr. */
export const writeFailure = (output: Output, failure: CommandFailure, format: OutputFormat): void => {
  if (format === 'json') writeResult(output, format, `${JSON.stringify(failureDocument(failure))}\n`);
  else {
    // Who runs plugins reads standard output alone.
    if (format === 'nagios') writeResult(output, format, formatFailureNagios(failure.message));
    const hint = failure.tryThis === undefined ? '' : `  ${failure.tryThis}\n`;
    writeNotice(output, `odoo-mail-doctor: ${failure.message}\n${hint}`);
  }
};
