import { readFile } from 'node:fs/promises';
import { UsageError, UserError } from '../../domain/errors.ts';
import { exitStatus } from '../../domain/exit-status.ts';
import { sanitizeLine } from '../../domain/sanitize.ts';
import { readTarget } from '../../inquiry/read-target.ts';
import type { Score } from '../../inspection/score/score.ts';
import { scoreFile, scoreMail } from '../../inspection/score/score-message.ts';
import { scoreDocument } from '../../output/score/json.ts';
import { formatScoreText } from '../../output/score/text.ts';
import type { TargetDocument } from '../../output/target-document.ts';
import { createRefusedSecrets } from '../../services/smtp/refused-secrets.ts';
import { createCheckContext } from '../../world/check-context.ts';
import type { Command, CommandContext } from '../../world/command.ts';
import { openResolver } from '../../world/open-resolver.ts';
import { openTarget } from '../../world/open-target.ts';
import { writeResult } from '../../world/write-output.ts';
import { chooseFormat } from '../options/choose-format.ts';

export interface ScoreArguments {
  /** A mail's id, or the path of a file. */
  readonly what: string;
}

/** What is worth less lands among spam here and there. */
const goodFrom = 8;
const bearableFrom = 5;

/** Prints how a message would fare. Status 0: 8 points and more; 1: 5 and more; 2: fewer. */
export const runScore: Command<ScoreArguments> = async (context, { what }) => {
  const { options } = context;
  const format = chooseFormat('score', options.format, ['text', 'json']);
  if (options.allDatabases) throw new UsageError('score looks into one database at a time: name it with -d.');
  const { target, score } = /^\d+$/.test(what) ? await ofMail(context, Number(what)) : await ofFile(context, what);
  const output =
    format === 'json' ? `${JSON.stringify(scoreDocument(target, score), null, 2)}\n` : formatScoreText(score, options);
  writeResult(context, format, output);
  if (score.score >= goodFrom) return exitStatus.ok;
  return score.score >= bearableFrom ? exitStatus.warning : exitStatus.critical;
};

interface Scored {
  readonly target: TargetDocument | null;
  readonly score: Score;
}

const ofMail = async (context: CommandContext, id: number): Promise<Scored> => {
  if (id > 2 ** 31 - 1) throw new UsageError(`There is no mail ${id}: ids end at 2147483647.`);
  await using opened = await openTarget(context);
  const refusedSecrets = createRefusedSecrets();
  const checks = await createCheckContext(context, { database: opened, target: opened.target, refusedSecrets });
  const path = context.env['PATH'];
  return { target: await readTarget(opened.odoo, context), score: await scoreMail(checks, id, { path }) };
};

/** More is no mail that any server takes, bytes. */
const largest = 100 * 1024 * 1024;

const ofFile = async (context: CommandContext, path: string): Promise<Scored> => {
  const { options, env, now, signal } = context;
  const message = await readMessageFile(path);
  if (message.length > largest) throw new UserError(`${path} is larger than any mail.`);
  const timeoutMs = options.timeout * 1_000;
  const world = { path: env['PATH'], dns: openResolver(context), now, signal, timeoutMs };
  return { target: null, score: await scoreFile(world, sanitizeLine(path), message) };
};

const readMessageFile = async (path: string): Promise<Buffer> => {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new UserError(
      `'${path}' is neither a mail's id nor a file that can be read.`,
      'Give the id of a mail that is in Odoo, or the path of a message that a mailbox saved as .eml.',
      { cause },
    );
  }
};
