import { UsageError } from '../../domain/errors.ts';
import { exitStatus } from '../../domain/exit-status.ts';
import { suggest } from '../../domain/wording/nearest.ts';
import { documentNames, isDocumentName, schemaOf } from '../../output/schemas/index.ts';
import type { Command } from '../../world/command.ts';

/** Prints the JSON Schema of what a command prints with `--format json`; without a command, which commands have one. */
export const runSchema: Command<{ readonly command: readonly string[] }> = async ({ stdout }, { command }) => {
  const name = command.join(' ');
  if (name === '') {
    stdout.write(`${documentNames.join('\n')}\n`);
    return exitStatus.ok;
  }
  if (!isDocumentName(name)) {
    throw new UsageError(
      `There is no JSON document of '${name}'.`,
      suggest(name, documentNames, `There is one of ${documentNames.join(', ')}.`),
    );
  }
  stdout.write(`${JSON.stringify(schemaOf(name), null, 2)}\n`);
  return exitStatus.ok;
};
