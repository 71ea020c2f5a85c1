import { randomUUID } from 'node:crypto';
import { UserError } from '../../domain/errors.ts';
import { sendPlannedTest } from '../../inquiry/send-planned-test.ts';
import { planTestMessage } from '../../inspection/test-message/plan-test-message.ts';
import { findSendingObstacle } from '../../inspection/test-message/sending-obstacle.ts';
import type { TestMessage } from '../../inspection/test-message/test-message.ts';
import { tellTestMessage, tellTestResult } from '../../output/tell/tell-test-message.ts';
import type { Told } from '../../output/tell/told.ts';
import type { RefusedSecrets } from '../../services/smtp/refused-secrets.ts';
import type { Target } from '../../target/target.ts';
import type { RetrySource, TestPreview } from '../../ui/screens/retry/source.ts';
import type { CommandContext } from '../../world/command.ts';
import { openRetryWorld } from '../../world/mail-world.ts';
import type { OpenDatabase } from '../../world/open-target.ts';

interface TestFeedOptions {
  readonly command: CommandContext;
  readonly database: OpenDatabase & { readonly target: Target };
  readonly refusedSecrets: RefusedSecrets;
}

const stopped: Told = {
  status: 'skipped',
  sentence: 'Nothing was sent: it was stopped before the server had the message.',
  details: [],
};

/** Sends a test as one of the mails would go, with what `send-test --mail` plans and sends. */
export const createTestFeed = ({
  command,
  database,
  refusedSecrets,
}: TestFeedOptions): Pick<RetrySource, 'previewTest' | 'sendTest'> => {
  const planned = new WeakMap<TestPreview, TestMessage>();
  const until = (signal: AbortSignal): CommandContext => ({
    ...command,
    signal: AbortSignal.any([command.signal, signal]),
  });
  return {
    async previewTest(mailId, to, { signal }) {
      const context = until(signal);
      const { odoo } = database;
      const world = await openRetryWorld(context, database, refusedSecrets);
      const [message, parameters] = await Promise.all([
        planTestMessage(world, { to, mailId }, randomUUID(), context),
        odoo.parameters(context),
      ]);
      const obstacle = findSendingObstacle(command.options.readOnly, parameters, odoo.database);
      if (obstacle !== null) throw new UserError(obstacle.words, obstacle.tryThis);
      const preview = { mailId, told: tellTestMessage(message) };
      planned.set(preview, message);
      return preview;
    },
    async sendTest(preview, { signal }) {
      const message = planned.get(preview);
      if (message === undefined) throw new Error('a test was sent that nobody planned, or twice');
      planned.delete(preview);
      const context = until(signal);
      try {
        return tellTestResult(message, await sendPlannedTest(context, database, message, refusedSecrets));
      } catch (error) {
        if (context.signal.aborted && error === context.signal.reason) return stopped;
        throw error;
      }
    },
  };
};
