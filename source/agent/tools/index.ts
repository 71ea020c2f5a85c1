import type { AgentTool } from '../tool.ts';
import { checkTool, queueTool } from './look-tools.ts';
import { explainTool, findTool } from './mail-tools.ts';
import { classifyTool, historyTool } from './past-tools.ts';
import { listRemediesTool, previewRemedyTool, previewRetryTool } from './preview-tools.ts';
import { probeDnsTool, probePortTool, probeSmtpTool } from './probe-tools.ts';

/** All that an agent can ask, in the order in which it is worth asking. */
export const tools: readonly AgentTool[] = [
  checkTool,
  queueTool,
  findTool,
  explainTool,
  historyTool,
  classifyTool,
  listRemediesTool,
  previewRemedyTool,
  previewRetryTool,
  probeSmtpTool,
  probePortTool,
  probeDnsTool,
];
