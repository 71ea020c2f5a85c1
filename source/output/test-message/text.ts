import { chooseSigns } from '../../domain/wording/signs.ts';
import type { TestMessage, TestResult } from '../../inspection/test-message/test-message.ts';
import { tellTestMessage, tellTestResult } from '../tell/tell-test-message.ts';

/** What would be sent, and how. */
export const testMessageLines = (message: TestMessage, ascii: boolean): readonly string[] => {
  const { sentence, details } = tellTestMessage(message);
  const warning = `${chooseSigns(ascii).warn} `;
  return [sentence, ...details.map(({ status, words }) => `  ${status === 'warn' ? warning : ''}${words}`)];
};

/** What became of it, and where to look. */
export const testResultLines = (message: TestMessage, result: TestResult, ascii: boolean): readonly string[] => {
  const { status, sentence, details } = tellTestResult(message, result);
  return [`${chooseSigns(ascii)[status]} ${sentence}`, ...details.map(({ words }) => `  ${words}`)];
};
