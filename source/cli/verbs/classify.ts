import { addAbortSignal } from 'node:stream';
import { UsageError } from '../../domain/errors.ts';
import { exitStatus } from '../../domain/exit-status.ts';
import { type ClassifiedReply, classify } from '../../domain/replies/classify-reply.ts';
import { sanitize } from '../../domain/sanitize.ts';
import { printClassification, printClassificationJson, printClassificationLine } from '../../output/format-classify.ts';
import type { Command, CommandContext } from '../../world/command.ts';
import { writeResult } from '../../world/write-output.ts';
import { chooseFormat } from '../options/choose-format.ts';

export interface ClassifyArguments {
  /** The failure's text; without it standard input is read. */
  readonly text: string | undefined;
  /** Standard input holds several texts, separated by NUL; each gives one line. */
  readonly nullSeparated: boolean;
}

const readAll = async ({ stdin, signal }: CommandContext): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of addAbortSignal(signal, stdin)) chunks.push(Buffer.from(chunk as Uint8Array | string));
  return Buffer.concat(chunks).toString('utf8');
};

/** `find -print0` ends each text with NUL, `printf 'a\0b'` separates them; both are understood. */
const splitTexts = (input: string): readonly string[] => {
  const texts = input.split('\0');
  return texts.at(-1) === '' ? texts.slice(0, -1) : texts;
};

const print = (result: ClassifiedReply, format: 'text' | 'json', asList: boolean): string => {
  if (format === 'json') return printClassificationJson(result);
  return asList ? printClassificationLine(result) : printClassification(result);
};

/** Says what a failure text means and who must act. Never fails for a text: what is not known is `unknown`. */
export const runClassify: Command<ClassifyArguments> = async (context, { text, nullSeparated }) => {
  const format = chooseFormat('classify', context.options.format, ['text', 'json']);
  if (text !== undefined && nullSeparated) {
    throw new UsageError(
      '-0 reads texts from standard input, so it takes no text argument.',
      'Leave one of the two out.',
    );
  }
  const input = text ?? (await readAll(context));
  const texts = nullSeparated ? splitTexts(input) : [input];
  for (const each of texts) writeResult(context, format, print(classify(sanitize(each)), format, nullSeparated));
  return exitStatus.ok;
};
