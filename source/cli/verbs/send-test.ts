import { randomUUID } from 'node:crypto';
import { UsageError } from '../../domain/errors.ts';
import { type ExitStatus, exitStatus } from '../../domain/exit-status.ts';
import { isNeutralized } from '../../domain/odoo/mail-parameter.ts';
import { readSoleAddress } from '../../domain/routing/sole-address.ts';
import { targetOf } from '../../inquiry/read-target.ts';
import { sendPlannedTest } from '../../inquiry/send-planned-test.ts';
import { planTestMessage } from '../../inspection/test-message/plan-test-message.ts';
import { findSendingObstacle } from '../../inspection/test-message/sending-obstacle.ts';
import type { TestRequest, TestResult } from '../../inspection/test-message/test-message.ts';
import { type TestReport, testMessageDocument } from '../../output/test-message/json.ts';
import { testMessageLines, testResultLines } from '../../output/test-message/text.ts';
import { createRefusedSecrets } from '../../services/smtp/refused-secrets.ts';
import type { Command } from '../../world/command.ts';
import { openRetryWorld } from '../../world/mail-world.ts';
import { openTarget } from '../../world/open-target.ts';
import { writeResult } from '../../world/write-output.ts';
import { chooseFormat } from '../options/choose-format.ts';
import { obstacleLines, orRefusal } from '../refusal.ts';

export interface SendTestArguments {
  readonly to: string;
  readonly server?: number;
  readonly from?: string;
  readonly mail?: number;
  readonly apply: boolean;
}

/**
 * Previews a test message, and with `--apply` sends it once. Status 0: taken, or previewed; 1: it may have been delivered;
 * 2: refused or failed.
 */
export const runSendTest: Command<SendTestArguments> = async (context, given) => {
  const { options } = context;
  const format = chooseFormat('send-test', options.format, ['text', 'json']);
  if (options.allDatabases) throw new UsageError('A test is sent from one database: name it with -d.');
  const request = readRequest(given);
  await using opened = await openTarget(context);
  return await orRefusal(context, format, async () => {
    const { odoo } = opened;
    const { signal } = context;
    const refused = createRefusedSecrets();
    const world = await openRetryWorld(context, opened, refused);
    const [message, parameters] = await Promise.all([
      planTestMessage(world, request, randomUUID(), { signal }),
      odoo.parameters({ signal }),
    ]);
    const target = targetOf(odoo, isNeutralized(parameters));
    const obstacle = findSendingObstacle(options.readOnly, parameters, odoo.database);
    const send = given.apply && obstacle === null;
    const result = send ? await sendPlannedTest(context, opened, message, refused) : undefined;
    const report = { target, message, obstacle, result };
    const output =
      format === 'json'
        ? `${JSON.stringify(testMessageDocument(report), null, 2)}\n`
        : `${[...testMessageLines(message, options.ascii), '', ...endLines(report, options.ascii)].join('\n')}\n`;
    writeResult(context, format, output);
    return chooseStatus(given.apply, result);
  });
};

const readRequest = ({ to, from, server, mail }: SendTestArguments): TestRequest => {
  const recipient = readSoleAddress(to);
  if (recipient === undefined) {
    throw new UsageError(`--to takes exactly one address, not '${to}'.`, 'Send a test to one person at a time.');
  }
  if (from !== undefined && readSoleAddress(from) === undefined) {
    throw new UsageError(`--from takes exactly one address, not '${from}'.`);
  }
  return {
    to: recipient,
    ...(from === undefined ? {} : { from }),
    ...(server === undefined ? {} : { serverId: server }),
    ...(mail === undefined ? {} : { mailId: mail }),
  };
};

const endLines = ({ message, obstacle, result }: TestReport, ascii: boolean): readonly string[] => {
  if (result !== undefined) return testResultLines(message, result, ascii);
  if (obstacle !== null) return obstacleLines(obstacle, ascii);
  return ['Nothing was sent. --apply sends exactly this, once.'];
};

const chooseStatus = (apply: boolean, result: TestResult | undefined): ExitStatus => {
  if (!apply || result?.kind === 'accepted') return exitStatus.ok;
  return result?.kind === 'unanswered' ? exitStatus.warning : exitStatus.critical;
};
