import type { RelaySoftware } from '../../domain/relay/mail-queue.ts';
import type { CommandOptions, CommandRunner } from './run-command.ts';

const readers: Readonly<Record<RelaySoftware, readonly (readonly [program: string, option: string])[]>> = {
  postfix: [['postcat', '-qh']],
  exim: [
    ['exim4', '-Mvh'],
    ['exim', '-Mvh'],
  ],
};

/**
 * The Message-ID of a message in the queue, without its brackets; undefined where it cannot be read, as by anybody but root.
 * Cost: one run of a program.
 */
export const readQueuedMessageId = async (
  { software, id }: { readonly software: RelaySoftware; readonly id: string },
  { run, ...options }: CommandOptions & { readonly run: CommandRunner },
): Promise<string | undefined> => {
  for (const [program, option] of readers[software]) {
    const said = await run(program, [option, id], options);
    if (said.kind !== 'ended') continue;
    // Exim writes the length and the kind of each header before it.
    return /^(?:\d{3}\S? {1,2})?message-id:\s*<([^>\s]+)>/im.exec(said.output)?.[1];
  }
  return undefined;
};
