import { sendTestMessage } from '../inspection/test-message/send-test-message.ts';
import type { TestMessage, TestResult } from '../inspection/test-message/test-message.ts';
import type { RefusedSecrets } from '../services/smtp/refused-secrets.ts';
import type { Target } from '../target/target.ts';
import type { CommandContext } from '../world/command.ts';
import { openChanges } from '../world/open-changes.ts';
import { openSmtpSender } from '../world/open-smtp-probe.ts';
import type { OpenDatabase } from '../world/open-target.ts';
import { rememberRefusals } from '../world/remember-refusals.ts';

/**
 * Sends a planned test once, through the journal, within the times that the options set.
 * @throws what `sendTestMessage` throws.
 */
export const sendPlannedTest = async (
  context: CommandContext,
  opened: OpenDatabase & { readonly target: Target },
  message: TestMessage,
  refused: RefusedSecrets,
): Promise<TestResult> => {
  const { options, now, signal } = context;
  return await sendTestMessage(
    {
      changes: await openChanges(context, opened),
      sender: await openSmtpSender(context, opened.target, rememberRefusals(context, opened.odoo, refused)),
      now,
      timeoutMs: options.timeout * 1_000,
      totalTimeoutMs: options.deadline * 1_000,
    },
    message,
    { signal },
  );
};
