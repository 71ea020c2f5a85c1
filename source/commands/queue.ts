import type { Command } from './command.ts';

export const runQueue: Command<{ readonly recent?: number }> = async () => 0;
