import type { AgentTool } from '../tool.ts';
import { check, queue } from './look-tools.ts';
import { explain, find } from './mail-tools.ts';
import { classify, history } from './past-tools.ts';
import { listRemedies, previewRemedy, previewRetry } from './preview-tools.ts';
import { probeDnsTool, probePortTool, probeSmtpTool } from './probe-tools.ts';

/** All that an agent can ask, in the order in which it is worth asking. */
export const tools: readonly AgentTool[] = [
  check,
  queue,
  find,
  explain,
  history,
  classify,
  listRemedies,
  previewRemedy,
  previewRetry,
  probeSmtpTool,
  probePortTool,
  probeDnsTool,
];
